import { writingWorld } from "../../support/writing-world.js";
import { present, startAccount } from "./sage-hr-account.js";
import type { Sizes } from "./sage-hr-account.js";

/** A sandbox account of Sage HR that is written to. */
export async function startWriting(sizes: Sizes = {}) {
  const { provider, tenant, stop } = await startAccount(sizes);
  const world = writingWorld(provider, tenant);
  return {
    ...world,
    employee: (id: number) => present(tenant.data.employees.find(({ profile }) => profile.id === id)),
    stop: async () => {
      world.close();
      await stop();
    },
  };
}

export type Writing = Awaited<ReturnType<typeof startWriting>>;
