/** For steps that have nothing to note before they are sent. */
export const noNote = (): Promise<void> => Promise.resolve();
