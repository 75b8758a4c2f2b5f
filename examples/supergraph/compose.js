import * as apollo from "@apollo/composition";
import * as guild from "@theguild/federation-composition";
import { parse } from "graphql";

/** Both take the same input and give the same kind of supergraph. */
const composers = { apollo: apollo.composeServices, guild: guild.composeServices };

/**
 * Composes subgraphs into the SDL that gateways and routers run. Throws with everything that does not fit together.
 * @param {{ name: string, url: string, sdl: string }[]} subgraphs
 * @param {"apollo" | "guild"} composer
 */
export function compose(subgraphs, composer = "guild") {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composers[composer](services);
  if (!supergraphSdl) throw new Error((errors ?? []).map(({ message }) => message).join("\n"));
  return supergraphSdl;
}
