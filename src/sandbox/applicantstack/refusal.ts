/** Thrown by a write that is refused, before it has changed anything; the message goes out as the answer's `Error`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

export function invalidValue(label: string): Refusal {
  return new Refusal(400, `Invalid value for ${label}`);
}

export function recordNotFound(): Refusal {
  return new Refusal(404, "Record not found");
}
