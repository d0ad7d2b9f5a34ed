// The headers that driver code is compiled against in the tests.
import { writeFileSync } from 'node:fs';
import { renderAsserts, renderCppAsserts } from './header/asserts';
import { renderSalNames } from './header/salNames';
import { renderWskHeader } from './header/wskHeader';

writeFileSync('test/headers/wsk.h', renderWskHeader());
writeFileSync('test/headers/sal-names.h', renderSalNames());
writeFileSync('test/headers/asserts.c', renderAsserts());
writeFileSync('test/headers/cpp/asserts.cpp', renderCppAsserts());
