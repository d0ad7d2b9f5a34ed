import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as types from '../../../server/src/model/types';

const dataFolder = 'server/src/model/data';
const schemaFolder = 'server/src/model/schema';

function readJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(path.join(...parts), 'utf8'));
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

const schemas = readdirSync(schemaFolder).map((file) => readJson(schemaFolder, file));
const ajv = new Ajv({ allErrors: true });
for (const schema of schemas) {
  assert.ok(typeof schema === 'object' && schema !== null);
  ajv.addSchema(schema);
}

describe('the published schemas of the model', () => {
  for (const file of readdirSync(dataFolder)) {
    it(`describe ${file}`, () => {
      const data = readJson(dataFolder, file);
      const name = file.replace('.json', '.schema.json');
      assert.equal(property(data, '$schema'), `../schema/${name}`);
      const validate = ajv.getSchema(name);
      assert.ok(validate, `${name} exists`);
      assert.equal(validate(data), true, ajv.errorsText(validate.errors));
    });
  }

  const choices: Readonly<Record<string, readonly string[]>> = {
    category: types.socketCategories,
    socketState: types.socketStates,
    stateRequirement: types.stateRequirements,
    irql: types.irqls,
    windowsVersion: types.windowsVersions,
    requestType: types.requestTypes,
    irpRequirement: types.irpRequirements,
    timing: types.timings,
    bufferSize: types.bufferSizes,
    enableWay: types.enableWays,
    firmness: types.firmnesses,
    argumentTest: types.argumentTests,
    paramRole: types.paramRoles,
  };
  const definitions = property(readJson(schemaFolder, 'definitions.schema.json'), 'definitions');
  for (const [name, values] of Object.entries(choices)) {
    it(`list the same choices as the types: ${name}`, () => {
      assert.deepEqual(property(property(definitions, name), 'enum'), [...values]);
    });
  }

  it('refuse an unknown property', () => {
    const validate = ajv.getSchema('macros.schema.json');
    assert.ok(validate);
    const entry = { name: 'M', summary: 'macros.M', expansion: '1' };
    assert.equal(validate({ macros: [entry] }), true);
    assert.equal(validate({ macros: [{ ...entry, extra: 1 }] }), false);
  });
});
