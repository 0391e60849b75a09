/**
 * What @prisma/adapter-pg 7.10 lacks for migrations:
 * - It has no mapping for the catalogue type "char" (OID 18). Such columns are handed to it as text and remembered, and
 *   the engine gets ColumnTypeEnum.Character back. The engine runs its queries one at a time, so one list is enough.
 * - It cuts scripts at every semicolon, also inside function bodies and comments. The server splits better.
 */
import { createRequire } from 'node:module';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

const CHAR = 18;
const TEXT = 25;
const CONNECTING = new Set(['connect', 'connectToShadowDb', 'startTransaction']);

/** @type {number[]} */
let charColumns = [];

const Result = createRequire(import.meta.url)('pg/lib/result');
const addFields = Result.prototype.addFields;
Result.prototype.addFields = function addFieldsWithCharAsText(/** @type {{ dataTypeID: number }[]} */ fields) {
  charColumns = [];
  for (const [index, field] of fields.entries()) {
    if (field.dataTypeID !== CHAR) continue;
    field.dataTypeID = TEXT;
    charColumns.push(index);
  }
  return addFields.call(this, fields);
};

/** @type {Record<string, (adapter: any) => (argument: any) => Promise<unknown>>} */
const repairs = {
  queryRaw: (adapter) => async (query) => {
    charColumns = [];
    const result = await adapter.queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  },
  executeScript: (adapter) => async (script) => void (await adapter.underlyingDriver().query(script)),
};

/**
 * @template {object} T
 * @param {T} target an adapter factory, an adapter or a transaction
 * @returns {T}
 */
export function repaired(target) {
  return new Proxy(target, {
    get(object, key) {
      const value = Reflect.get(object, key);
      if (typeof value !== 'function') return value;
      const repair = repairs[String(key)];
      if (repair) return repair(object);
      if (!CONNECTING.has(String(key))) return value.bind(object);
      return async (/** @type {unknown[]} */ ...args) => repaired(await value.apply(object, args));
    },
  });
}
