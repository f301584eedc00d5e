import '../look/tables.css';
import { WATCH } from '../../lang/en/game-watch.ts';
import { GAME } from '../../lang/en/game.ts';
import { containersAt, freeAt, momentOf, processesAt, type ContainerRow, type Film, type StackNode } from '../../sim/index.ts';
import { make, refill } from '../page/dom.ts';
import type { Story } from '../run/engine.ts';
import { workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';

/** What the tools of a system would print at the instant that is shown: its processes, its containers, its memory. */

/** So often the tables follow a film that plays, ms. */
const PACE_MS = 250;

interface Cell {
  readonly text: string;
  readonly isNumber?: boolean;
}
interface Line {
  readonly node: StackNode;
  readonly cells: readonly string[];
}

type Tool = 'ps' | 'docker';

function makeTable(caption: HTMLElement, columns: readonly Cell[], lines: readonly Line[], empty: string): HTMLElement {
  const head = columns.map(({ text, isNumber }) =>
    make('th', { class: isNumber === true ? 'is-number' : '', attrs: { scope: 'col' } }, text),
  );
  const rows = lines.map(({ node, cells }) =>
    make(
      'tr',
      { attrs: { 'data-node': node.id } },
      ...cells.map((text, index) => {
        const kind = columns[index]!.isNumber === true ? 'is-number' : '';
        return index === 0 ? make('th', { class: kind, attrs: { scope: 'row' } }, text) : make('td', { class: kind }, text);
      }),
    ),
  );
  const nothing = make('tr', {}, make('td', { class: 'is-empty', attrs: { colspan: columns.length } }, empty));
  return make(
    'table',
    { class: 'tool' },
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...(rows.length === 0 ? [nothing] : rows)),
  );
}

export class Tables {
  readonly element = make('div', { class: 'tables', attrs: { tabindex: 0, role: 'region', 'aria-label': WATCH.tables } });
  private readonly places = { ps: make('div'), docker: make('div'), free: make('div') };
  private readonly player: Player;
  private shown: Story | null = null;
  private selected: string | null = null;
  private readonly owners: Record<Tool, readonly StackNode[]> = { ps: [], docker: [] };
  private readonly chosen: Record<Tool, StackNode | null> = { ps: null, docker: null };
  private printedMs = 0;

  constructor(player: Player) {
    this.player = player;
    this.element.append(this.places.ps, make('div', { class: 'tables-side' }, this.places.docker, this.places.free));
  }

  update(): void {
    const { show } = this.player;
    if (show !== this.shown) {
      this.shown = show;
      this.selected = null;
      const nodes = show?.stack.nodes ?? [];
      this.owners.ps = nodes.filter(({ kind }) => kind === 'kernel');
      this.owners.docker = nodes.filter(({ kind }) => kind === 'engine');
      for (const tool of ['ps', 'docker'] as const) this.chosen[tool] = this.owners[tool][0] ?? null;
    }
    this.follow();
    this.print();
  }

  /** Whoever is selected: the tables are those of the kernel and the engine that it is on. */
  follow(): void {
    const { selected } = this.player;
    if (this.shown === null || selected === this.selected) return;
    this.selected = selected;
    const start = this.shown.stack.nodes.find(({ id }) => id === selected) ?? null;
    for (const tool of ['ps', 'docker'] as const) {
      let node = start;
      while (node !== null && !this.owners[tool].includes(node)) node = node.parent;
      if (node !== null) this.chosen[tool] = node;
    }
    this.print();
  }

  updateTime(): void {
    if (this.player.isPlaying && performance.now() - this.printedMs < PACE_MS) return;
    this.print();
  }

  private nameOf(node: StackNode): string {
    return this.player.board.names.get(node.id) ?? node.id;
  }

  private print(): void {
    const { shown } = this;
    if (this.element.hidden || shown === null) return;
    this.printedMs = performance.now();
    const { film } = shown;
    const { atUs } = this.player;
    this.fill('ps', this.chosen.ps === null ? [] : this.processes(film, this.chosen.ps, atUs));
    this.fill('docker', this.chosen.docker === null ? [] : this.containers(film, this.chosen.docker, atUs));
    const memory = this.memory(film, atUs);
    refill(this.places.free, JSON.stringify(memory.map(({ cells }) => cells)), () => [
      makeTable(make('span', {}, make('code', {}, '$ free')), WATCH.columns.free, memory, ''),
    ]);
  }

  private fill(tool: Tool, lines: readonly Line[]): void {
    const owner = this.chosen[tool];
    this.places[tool].hidden = owner === null;
    const isUp =
      owner !== null && this.player.show !== null && momentOf(this.player.show.film.rows[owner.index]!, this.player.atUs).doing !== 'off';
    const empty = tool === 'ps' && !isUp ? WATCH.isOff : WATCH.noLines[tool];
    refill(this.places[tool], JSON.stringify([owner?.id, this.shown?.report.traceHash, empty, lines.map(({ cells }) => cells)]), () => [
      makeTable(this.makeCaption(tool), WATCH.columns[tool], lines, empty),
    ]);
  }

  private makeCaption(tool: Tool): HTMLElement {
    const owners = this.owners[tool];
    const chosen = this.chosen[tool]!;
    const prompt = make('code', {}, tool === 'ps' ? '$ ps' : '$ docker ps -a');
    if (owners.length === 1) return make('span', {}, prompt, ` ${WATCH.toolOn(this.nameOf(chosen))}`);
    const select = make(
      'select',
      {
        attrs: { 'data-key': tool, 'aria-label': WATCH.whose[tool] },
        on: {
          change: () => {
            this.chosen[tool] = owners[select.selectedIndex]!;
            this.print();
          },
        },
      },
      ...owners.map((owner) => make('option', {}, this.nameOf(owner))),
    );
    select.selectedIndex = owners.indexOf(chosen);
    return make('span', {}, prompt, select);
  }

  private processes(film: Film, kernel: StackNode, us: number): Line[] {
    return processesAt(film, kernel, us).map(({ node, pid, doing, cores, heldKiB, startUs }) => ({
      node,
      cells: [String(pid), this.nameOf(node), GAME.doing[doing], WATCH.percent(cores), WATCH.mib(heldKiB), WATCH.seconds(startUs / 1000)],
    }));
  }

  private containers(film: Film, engine: StackNode, us: number): Line[] {
    return containersAt(film, engine, us).map((row) => ({
      node: row.node,
      cells: [this.nameOf(row.node), this.imageOf(row), WATCH.status(row.doing, (us - row.sinceUs) / 1000)],
    }));
  }

  private imageOf({ node, workload }: ContainerRow): string {
    return workload === null ? (node.build.part ?? '') : workloadName(this.player.level, workload);
  }

  private memory(film: Film, us: number): Line[] {
    const hardware = film.rows.filter(({ node }) => node.kind === 'machine' || node.kind === 'vm');
    return hardware.map((row) => {
      const { totalKiB, usedKiB, freeKiB } = freeAt(film, row.node, us);
      const taken = row.node.kind === 'vm' ? WATCH.mib(momentOf(row, us).heldKiB) : '–';
      return {
        node: row.node,
        cells: [this.nameOf(row.node), ...[totalKiB, usedKiB, Math.floor(freeKiB / 1024) * 1024].map(WATCH.mib), taken],
      };
    });
  }
}
