// What stands before @vscode/test-web's server in `npm start`: the bare address opens the example at a file.
import { createServer, request } from 'node:http';

const LAST_TRY = 100;

function forward(incoming, outgoing, port) {
  // The npm package of VS Code looks for its web views at the root, where test-web does not serve them.
  const path = incoming.url.startsWith('/out/') ? `/static/build${incoming.url}` : incoming.url;
  // Keeping the host header makes test-web name this address in the page.
  const passed = request(
    { host: 'localhost', port, path, method: incoming.method, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    },
  );
  passed.once('error', () => outgoing.writeHead(502).end());
  incoming.pipe(passed);
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Listens on the first port from this one upwards that is free. */
export async function serveFront({ firstPort, innerPort, openFile }) {
  const start = `/?payload=${encodeURIComponent(JSON.stringify([['openFile', openFile]]))}`;
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/') outgoing.writeHead(302, { location: start }).end();
    else forward(incoming, outgoing, innerPort);
  });
  for (let port = firstPort; ; port++) {
    try {
      await listen(server, port);
      return { port, close: () => server.close() };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port - firstPort >= LAST_TRY || port >= 65_535) throw error;
    }
  }
}
