/** Records kept by names that people or files give: `constructor` and `__proto__` are names like any other. */

/** The value under a name, looking only at the record's own. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The value kept under a name, made on first use. */
export function own<Value>(record: Record<string, Value>, name: string, make: () => Value): Value {
  const value = ownValue(record, name) ?? make();
  keep(record, name, value);
  return value;
}

/** Keeps a value under any name, `__proto__` too, as the record's own. A name that is there keeps its place. */
export function keep<Value>(record: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}
