interface Refusal {
  message: string;
  providerMessage?: string | null | undefined;
}

/** Why something was not done, with the provider's own words where it gave some. */
export function refusalInWords({ message, providerMessage }: Refusal): string {
  return providerMessage && !message.includes(providerMessage) ? `${message} (${providerMessage})` : message;
}
