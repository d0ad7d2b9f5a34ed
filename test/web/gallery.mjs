// A marketplace of one extension, as VS Code for the browser asks the real one: it answers the query for the extension, and hands
// out the files that ship, with a list of them, one by one.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { listFiles } from '@vscode/vsce';
import { root } from '../../scripts/bootstrap.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

export const extensionId = `${manifest.publisher}.${manifest.name}`;

const TYPES = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** The answer to a query, in the form of the marketplace's `extensionquery`. */
function queryResult(base) {
  const property = (key, value) => ({ key: `Microsoft.VisualStudio.Code.${key}`, value });
  const date = new Date(0).toISOString();
  const extension = {
    publisher: { publisherId: 'p', publisherName: manifest.publisher, displayName: manifest.publisher, flags: '' },
    extensionId: '00000000-0000-4000-8000-000000000000',
    extensionName: manifest.name,
    displayName: manifest.displayName,
    shortDescription: manifest.description,
    flags: 'public',
    lastUpdated: date,
    publishedDate: date,
    releaseDate: date,
    tags: ['__web_extension'],
    categories: manifest.categories,
    statistics: [],
    versions: [
      {
        version: manifest.version,
        lastUpdated: date,
        assetUri: `${base}/assets`,
        fallbackAssetUri: `${base}/assets`,
        files: [{ assetType: 'Microsoft.VisualStudio.Code.Manifest', source: `${base}/extension/package.json` }],
        properties: [property('Engine', manifest.engines.vscode), property('WebExtension', 'true')],
      },
    ],
  };
  return {
    results: [
      {
        extensions: [extension],
        resultMetadata: [{ metadataType: 'ResultCount', metadataItems: [{ name: 'TotalCount', count: 1 }] }],
      },
    ],
  };
}

/** Starts it; `gallery` is what the workbench has to know of it. */
export async function serveGallery() {
  const files = new Set(await listFiles({ cwd: root }));
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`;
    const send = (status, body, type = 'application/json') =>
      response
        .writeHead(status, {
          'content-type': type,
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
        })
        .end(body);
    const { pathname } = new URL(request.url, base);
    if (request.method === 'OPTIONS') return send(204);
    if (pathname === '/query/extensionquery') return send(200, JSON.stringify(queryResult(base)));
    if (pathname === '/extension')
      return send(200, JSON.stringify([...files].map((file) => `${base}/extension/${file}`)));
    const file = decodeURIComponent(pathname.slice('/extension/'.length));
    if (!pathname.startsWith('/extension/') || !files.has(file)) return send(404, '');
    send(200, readFileSync(path.join(root, file)), TYPES[path.extname(file)] ?? 'text/plain');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  return {
    gallery: { serviceUrl: `${base}/query`, resourceUrlTemplate: `${base}/{path}` },
    close: () => server.close(),
  };
}
