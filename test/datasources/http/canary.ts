import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from "node:net";

/** A server on one port of 127.0.0.1 and of ::1, which counts who connects before a byte of HTTP is read. */
export interface Canary {
  readonly port: number;
  /** Connections so far, over both addresses or one. */
  connections(address?: "127.0.0.1" | "::1"): number;
  /** Connections that are open now. */
  open(): number;
  stop(): Promise<void>;
}

export function startCanary(listener: RequestListener): Promise<Canary> {
  return listen(() => createHttpServer(listener));
}

/** Answers with a file; tells `onServerName` for which host each client asks. */
export function startTlsCanary(
  identity: { key: string; cert: string },
  onServerName: (name: string) => void,
): Promise<Canary> {
  return listen(() =>
    createHttpsServer(
      {
        ...identity,
        SNICallback(name, callback) {
          onServerName(name);
          callback(null);
        },
      },
      (_, outgoing) => outgoing.end("%PDF-1.7"),
    ),
  );
}

/** For answers that a server of Node does not give. */
export function startRawCanary(listener: (socket: Socket) => void): Promise<Canary> {
  return listen(() => createTcpServer(listener));
}

async function listen(create: () => TcpServer): Promise<Canary> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const counts = { "127.0.0.1": 0, "::1": 0 };
    const sockets = new Set<Socket>();
    const watch = (server: TcpServer, address: keyof typeof counts) =>
      server.on("connection", (socket: Socket) => {
        counts[address] += 1;
        sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
      });
    const [ipv4, ipv6] = [watch(create(), "127.0.0.1"), watch(create(), "::1")];
    await listening(ipv4, 0, "127.0.0.1");
    const { port } = ipv4.address() as AddressInfo;
    // The port that is free on one address may be taken on the other.
    if (!(await listening(ipv6, port, "::1"))) {
      ipv4.close();
      continue;
    }
    return {
      port,
      connections: (address) => (address ? counts[address] : counts["127.0.0.1"] + counts["::1"]),
      open: () => sockets.size,
      async stop() {
        const closed = [ipv4, ipv6].map((server) => new Promise((resolve) => server.close(resolve)));
        for (const socket of sockets) socket.destroy();
        await Promise.all(closed);
      },
    };
  }
  throw new Error("No port is free on both addresses");
}

function listening(server: TcpServer, port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    server
      .once("error", () => {
        resolve(false);
      })
      .listen(port, address, () => {
        resolve(true);
      });
  });
}
