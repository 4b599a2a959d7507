/**
 * Matching events against the JSON filter patterns of CloudWatch Logs (`{ $.userIdentity.type = "Root" && … }`), so that
 * what a metric filter counts is found by asking it about an event rather than by comparing texts.
 */

type Test = (event: unknown) => boolean;

/** What a pattern counts: a test of events; undefined for a pattern that is no JSON pattern or cannot be read. */
export function filterPattern(text: string): Test | undefined {
  const inside = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const tokens = tokenize(inside);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const test = reader.either();
  return test !== undefined && reader.done ? test : undefined;
}

// Words, texts in quotes, regular expressions between percent signs, brackets, and operators.
const token = /\s*(?:("(?:[^"\\]|\\.)*")|(%[^%]*%)|(&&|\|\||!=|>=|<=|[()=<>])|([^\s()=<>!&|]+))/y;

function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** `a || b`: weaker than `&&`. */
  either(): Test | undefined {
    const parts = this.#list('||', () => this.#all());
    return parts && ((event) => parts.some((test) => test(event)));
  }

  #all(): Test | undefined {
    const parts = this.#list('&&', () => this.#term());
    return parts && ((event) => parts.every((test) => test(event)));
  }

  #list(separator: string, read: () => Test | undefined): Test[] | undefined {
    const parts: Test[] = [];
    do {
      const part = read();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.#take(separator));
    return parts;
  }

  #take(wanted: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #term(): Test | undefined {
    if (this.#take('(')) {
      const inner = this.either();
      return inner !== undefined && this.#take(')') ? inner : undefined;
    }
    const path = this.#tokens[this.#at++];
    if (path === undefined || !path.startsWith('$')) return undefined;
    const value = (event: unknown) => at(event, path);
    if (this.#take('NOT')) return this.#take('EXISTS') ? (event) => value(event) === undefined : undefined;
    if (this.#take('EXISTS')) return (event) => value(event) !== undefined;
    if (this.#take('IS')) {
      const word = this.#tokens[this.#at++]?.toUpperCase();
      const wanted = word === 'TRUE' ? true : word === 'FALSE' ? false : word === 'NULL' ? null : undefined;
      return wanted === undefined ? undefined : (event) => value(event) === wanted;
    }
    const operator = this.#tokens[this.#at++];
    const operand = this.#tokens[this.#at++];
    return operator === undefined || operand === undefined ? undefined : comparison(operator, operand, value);
  }
}

function at(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]"]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    event,
  );
}

function comparison(operator: string, operand: string, value: (event: unknown) => unknown): Test | undefined {
  const text = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, '$1') : operand;
  const number = Number(text);
  const numerically = (compare: (value: number) => boolean): Test | undefined =>
    Number.isNaN(number)
      ? undefined
      : (event) => {
          const found = value(event);
          return typeof found === 'number' && compare(found);
        };
  switch (operator) {
    case '=':
    case '!=': {
      const equal = equality(operand, text);
      // A field that is not there is unequal to everything.
      return equal && ((event) => equal(value(event)) === (operator === '='));
    }
    case '>':
      return numerically((found) => found > number);
    case '>=':
      return numerically((found) => found >= number);
    case '<':
      return numerically((found) => found < number);
    case '<=':
      return numerically((found) => found <= number);
    default:
      return undefined;
  }
}

/** Equality with a text in which `*` stands for any run of characters, with a number, or with `%a regular expression%`. */
function equality(operand: string, text: string): ((found: unknown) => boolean) | undefined {
  if (/^%.*%$/.test(operand)) {
    try {
      const expression = new RegExp(operand.slice(1, -1));
      return (found) => typeof found === 'string' && expression.test(found);
    } catch {
      return undefined;
    }
  }
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 's');
  return (found) =>
    typeof found === 'number' ? found === Number(text) : typeof found === 'string' && whole.test(found);
}
