import { createServer } from 'node:net';

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody listens on, chosen by the system. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The first free port from this one upwards. */
export async function freePortFrom(first) {
  const last = Math.min(first + 100, 65_535);
  for (let port = first; port <= last; port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${last} is free.`);
}
