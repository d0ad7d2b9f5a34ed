// The reference pages: the model in a form for people.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { referencePages } from './reference/pages';

const folder = 'docs/reference';
mkdirSync(folder, { recursive: true });
const pages = referencePages();
for (const file of readdirSync(folder)) {
  if (!pages.has(file)) rmSync(path.join(folder, file));
}
for (const [file, text] of pages) writeFileSync(path.join(folder, file), text);
