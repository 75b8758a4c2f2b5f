/**
 * A subgraph: its name in the composed graph and where it listens.
 * @typedef {{ name: string, url: string }} Subgraph
 */

/** The only subgraph that is shown what the client authenticated with: an API key of Hiregraph is nobody else's business. */
export const authenticated = "hiregraph";

/**
 * Asks a subgraph for its SDL, as a registry gets it from `hiregraph schema --subgraph`. Throws what the subgraph answers in its place.
 * @param {Subgraph} subgraph
 * @param {Record<string, string>} headers
 */
export async function readSdl({ name, url }, headers) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(`${name} does not tell its schema: ${errors?.[0]?.message ?? response.status}`);
  return data._service.sdl;
}
