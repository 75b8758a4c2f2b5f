import { writingWorld } from "../../support/writing-world.js";
import { present, startAccount } from "./applicantstack-account.js";

/** A sandbox account of ApplicantStack that is written to. */
export async function startWriting(options: Parameters<typeof startAccount>[0] = {}) {
  const { provider, tenant, stop } = await startAccount(options);
  const world = writingWorld(provider, tenant);
  return {
    ...world,
    candidate: (serial: string) => present(tenant.data.candidates.find((row) => row.serial === serial)),
    stop: async () => {
      world.close();
      await stop();
    },
  };
}

export type Writing = Awaited<ReturnType<typeof startWriting>>;
