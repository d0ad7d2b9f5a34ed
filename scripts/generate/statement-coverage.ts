// The coverage page. Its name puts it after the generator of the rules' registry, which it reads.
import { writeFileSync } from 'node:fs';
import { rules } from '../../server/src/rules/registry.generated';
import { renderCoverage } from './coverage/page';

const carried = rules.map(({ meta }) => ({ id: meta.id, statements: meta.statements }));
writeFileSync('docs/coverage.md', renderCoverage(carried));
