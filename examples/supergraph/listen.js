import { once } from "node:events";

/**
 * Lets a server listen on this machine, and tells where and how to end it.
 * @param {import("node:http").Server} server
 * @param {number} port 0 is any free one
 */
export async function listen(server, port = 0) {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/graphql`, stop };
}
