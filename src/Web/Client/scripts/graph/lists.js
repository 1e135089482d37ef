// The lists beside the graph: everything that can be done with a node is done here, by keyboard too.
const toneOf = (label) => `tlp-${label.slice(4).toLowerCase().split('+')[0]}`;

export class Lists {
  #rows = new Map();

  /** @param {HTMLElement} place @param {{edgesOf: (id: string) => {word: string, isFrom: boolean, node: object}[], act: (act: string, id: string) => void, words: object}} told */
  constructor(place, told) {
    Object.assign(this, { place, told, template: place.querySelector('[data-graph-node]') });
    place.querySelectorAll('.graph-lists [data-node]').forEach((row) => this.#rows.set(row.dataset.node, row));
    const lists = place.querySelector('.graph-lists');
    lists.addEventListener('click', (event) => {
      const button = event.target.closest('[data-act]');
      if (button) {
        event.preventDefault();
        told.act(button.dataset.act, button.closest('[data-node]').dataset.node);
      }
    });
    // toggle does not rise: it is caught on the way down
    lists.addEventListener('toggle', (event) => this.#fill(event.target.closest('[data-node]')), true);
    for (const kind of ['focusin', 'pointerover']) {
      lists.addEventListener(kind, (event) => told.act('point', event.target.closest('[data-node]')?.dataset.node ?? ''));
    }
  }

  add(node) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.dataset.node = node.id;
    row.querySelector('.shape').className = `shape shape-${node.kind}`;
    const name = row.querySelector('.line-title');
    name.textContent = node.name;
    if (node.address) {
      name.href = node.address;
    }

    const label = row.querySelector('.tlp');
    label.className = `tlp ${toneOf(node.label)}`;
    label.textContent = node.label;
    row.querySelector('[data-type]').textContent = node.type;
    for (const act of row.querySelectorAll('[data-act]')) {
      act.querySelector('.visually-hidden').textContent += node.name;
    }

    const expand = row.querySelector('[data-act="expand"]');
    [expand.href, expand.hidden] = [`/intelligence/graph?${node.ask}`, !node.ask];
    this.#section(node.kind).querySelector('ul').append(row);
    this.#rows.set(node.id, row);
  }

  remove(id) {
    this.#rows.get(id)?.remove();
    this.#rows.delete(id);
  }

  /** Numbers of edges and of nodes, after something came or went. */
  refresh(ids) {
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (row) {
        const count = this.told.edgesOf(id).length;
        row.querySelector('summary').textContent = count === 1 ? this.told.words.edge : this.told.words.edges.replace('{0}', count);
        this.#fill(row);
      }
    }

    for (const section of this.place.querySelectorAll('[data-kind]')) {
      const count = section.querySelectorAll('[data-node]').length;
      section.hidden = count === 0;
      section.querySelector('[data-count]').textContent = count;
    }
  }

  /** Only what is called so. */
  filter(keeps) {
    for (const [id, row] of this.#rows) {
      row.hidden = !keeps(id);
    }
  }

  show(id) {
    const row = this.#rows.get(id);
    this.place.querySelectorAll('[aria-current]').forEach((other) => other.removeAttribute('aria-current'));
    row?.setAttribute('aria-current', 'true');
    row?.scrollIntoView({ block: 'nearest' });
    return row;
  }

  #fill(row) {
    const details = row?.querySelector('details');
    if (!details?.open) {
      return;
    }

    details.querySelector('ul').replaceChildren(...this.told.edgesOf(row.dataset.node).map(({ word, isFrom, node }) => {
      const line = document.createElement('li');
      const said = document.createElement('span');
      const link = document.createElement('a');
      [said.className, said.textContent, link.textContent] = ['meta', `${isFrom ? '→' : '←'} ${word} `, node.name];
      if (node.address) {
        link.href = node.address;
      }

      line.append(said, link);
      return line;
    }));
  }

  #section(kind) {
    return this.place.querySelector(`[data-kind="${CSS.escape(kind)}"]`) ?? this.place.querySelector('[data-kind="others"]');
  }
}
