// Tabler is 740 kB of which we use the base, buttons, text fields and utilities. What names a class that is not listed here
// is left out; so are its data: images, which our content policy would block anyway.
import { readFile } from 'node:fs/promises';

const kept = [
  /^btn(-primary|-sm|-lg|-group)?$/,
  /^form-(control(-sm|-lg)?|label|text|hint)$/,
  /^disabled$/,
  /^visually-hidden(-focusable)?$/,
  /^[mp][tbsexy]?-(0|1|2|3|4|5|auto)$/,
  /^gap-\d$/,
  /^d-(none|block|inline|inline-block|flex|inline-flex|grid)$/,
  /^(flex-(wrap|nowrap|fill|column|grow-1|shrink-0)|align-items-\w+|align-self-\w+|justify-content-\w+)$/,
  /^text-(start|end|center|nowrap|wrap|break|truncate)$/,
  /^(w|h|mw)-100$|^w-auto$/,
  /^border(-top|-bottom)?(-0)?$/,
  /^(list-unstyled|font-monospace|position-relative|overflow-auto)$/,
];

const wanted = (selector) =>
  !/\[class|\[data-(?!theme|bs-theme)/.test(selector) &&
  [...selector.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].every(([, name]) => kept.some((k) => k.test(name)));

/** Splits a style sheet without comments into its top-level statements: [prelude, body or null]. */
function* statements(css) {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === '"' || c === "'") {
      i = css.indexOf(c, i + 1);
    } else if (c === '{' && depth++ === 0) {
      open = i;
    } else if (c === '}' && --depth === 0) {
      yield [css.slice(start, open).trim(), css.slice(open + 1, i)];
      start = i + 1;
    } else if (c === ';' && depth === 0) {
      start = i + 1;
    }
  }
}

/** The selectors of a list: commas inside of :is(…) do not part them. */
function selectorsOf(list) {
  let depth = 0;
  const found = [''];
  for (const c of list) {
    depth += (c === '(') - (c === ')');
    if (c === ',' && depth === 0) {
      found.push('');
    } else {
      found[found.length - 1] += c;
    }
  }
  return found.map((s) => s.trim());
}

function prune(css) {
  let out = '';
  for (const [prelude, body] of statements(css)) {
    if (prelude.startsWith('@media') || prelude.startsWith('@supports')) {
      const inner = prune(body);
      out += inner && `${prelude}{${inner}}`;
    } else if (!prelude.startsWith('@')) {
      const selectors = selectorsOf(prelude).filter(wanted);
      out += selectors.length ? `${selectors.join(',')}{${body}}` : '';
    }
  }
  return out;
}

/** Leaves out the custom properties that nothing reads, until nothing more falls out. */
function dropUnread(css, readers) {
  for (;;) {
    const read = new Set([...(css + readers).matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name));
    const next = css.replace(/(?<=[{;\s])(--[\w-]+)\s*:[^;{}]*;?/g, (all, name) => (read.has(name) ? all : ''));
    if (next === css) {
      return css;
    }
    css = next;
  }
}

export async function tabler(readers) {
  const whole = await readFile(new URL('node_modules/@tabler/core/dist/css/tabler.css', import.meta.url), 'utf8');
  return dropUnread(prune(whole.replace(/\/\*[\s\S]*?\*\//g, '')), readers);
}
