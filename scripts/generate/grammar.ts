// The TextMate grammar that is injected into C and C++.
import { writeFileSync } from 'node:fs';
import { renderInjectionGrammar } from './grammar/injection';

writeFileSync('syntaxes/wsk.injection.tmLanguage.json', renderInjectionGrammar());
