const NAME = 'a name in double quotes';
const AFTER_COMMA = ' after the comma';
/** What is found where the text ends. */
export const END = 'the end of the file';

/** What may come next; instead of the first value or name there may be the bracket that closes what was just opened. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'end';

/** Where the text breaks off being JSON. */
export interface Break {
  readonly offset: number;
  readonly expected: string;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Who wants to know what the text has, as far as it is JSON. */
export interface Listener {
  /** A bracket was opened. */
  readonly opened: () => void;
  readonly closed: () => void;
  /** A member's name, quotes included, stands from here to there. */
  readonly named: (start: number, end: number) => void;
}

const NOBODY: Listener = { opened: () => undefined, closed: () => undefined, named: () => undefined };

/** Reads text for its form alone; the engines that parse it tell in words of their own, and not all of them where. */
export class Scanner {
  private readonly text: string;
  private readonly listener: Listener;
  private offset = 0;
  /** The closing brackets of what is open. */
  private readonly open: ('}' | ']')[] = [];

  constructor(text: string, listener: Listener = NOBODY) {
    this.text = text;
    this.listener = listener;
  }

  /** Where it stops being JSON; `null` when it is. */
  run(): Break | null {
    let next: Next = 'value';
    for (;;) {
      this.skip(SPACE);
      const step: Next | Break | null = this.step(next, this.text.charAt(this.offset));
      if (typeof step !== 'string') return step;
      next = step;
    }
  }

  private step(next: Next, c: string): Next | Break | null {
    const closing = this.open.at(-1);
    switch (next) {
      case 'end':
        return c === '' ? null : this.broken(END);
      case 'first-value':
        return c === ']' ? this.closed() : this.value(c, 'a value or ]');
      case 'value':
        // In a list, this is only after a comma.
        return this.value(c, closing === ']' ? `a value${AFTER_COMMA}` : 'a value');
      case 'first-name':
        if (c === '}') return this.closed();
        return c === '"' ? this.name() : this.broken(`${NAME} or }`);
      case 'name':
        return c === '"' ? this.name() : this.broken(NAME + AFTER_COMMA);
      case 'colon':
        return c === ':' ? this.moved('value') : this.broken('a colon');
      case 'comma':
        if (c === closing) return this.closed();
        return c === ',' ? this.moved(closing === '}' ? 'name' : 'value') : this.broken(`a comma or ${closing}`);
    }
  }

  private value(c: string, expected: string): Next | Break {
    if (c === '{' || c === '[') {
      this.open.push(c === '{' ? '}' : ']');
      this.listener.opened();
      return this.moved(c === '{' ? 'first-name' : 'first-value');
    }
    if (c === '"') return this.string(this.afterValue());
    return this.skip(SCALAR) ? this.afterValue() : this.broken(expected);
  }

  private name(): Next | Break {
    const start = this.offset;
    const next = this.string('colon');
    if (next === 'colon') this.listener.named(start, this.offset);
    return next;
  }

  private string(next: Next): Next | Break {
    const { text } = this;
    for (this.offset += 1; this.offset < text.length; this.offset += 1) {
      const c = text.charCodeAt(this.offset);
      if (c === 34) return this.moved(next);
      if (c < 32) return this.broken(c === 10 || c === 13 ? 'a closing double quote' : 'an escape such as \\t');
      if (c !== 92) continue;
      if (!this.skip(ESCAPE)) return this.broken('an escape such as \\n, \\\\ or \\u0041');
      this.offset -= 1;
    }
    return this.broken('a closing double quote');
  }

  private afterValue(): Next {
    return this.open.length === 0 ? 'end' : 'comma';
  }

  private closed(): Next {
    this.open.pop();
    this.listener.closed();
    return this.moved(this.afterValue());
  }

  private moved(next: Next): Next {
    this.offset += 1;
    return next;
  }

  /** Goes past what matches here, if anything does. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private broken(expected: string): Break {
    return { offset: this.offset, expected };
  }
}
