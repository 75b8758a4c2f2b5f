import { createServer } from "node:http";
import { text } from "node:stream/consumers";

import { listen } from "../listen.js";

/** Stands before a subgraph, passes everything on, and keeps what was asked: the operation and who asked it. */
export async function startRecorder(target) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { authorization } = request.headers;
    requests.push({ authorization, query: JSON.parse(body).query });
    const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
    const answer = await fetch(target, { method: "POST", headers, body });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    response.end(await answer.text());
  });
  return { ...(await listen(server)), requests };
}
