import '../look/choices.css';
import '../look/inspect.css';
import { DETAILS } from '../../lang/en/game-details.ts';
import { EASE } from '../../lang/en/game-ease.ts';
import { GAME } from '../../lang/en/game.ts';
import { ABOUTS, capitalised, FORMS, mebibytes, milliseconds, osName, PARTS, settingName, settingValue } from '../../lang/index.ts';
import { CATALOG, type Form, type SettingKey, type StackNode, type WorkloadSpec } from '../../sim/index.ts';
import type { Answer, Commands, Say } from '../table/commands.ts';
import type { TrayHand } from '../table/edits.ts';
import { shortName, workloadName } from '../table/names.ts';
import { predecessorsOf, sharedOptions, type Shared, type Value } from '../table/options.ts';
import type { Player } from '../table/player.ts';
import { doingText, heldAt, momentsOf } from '../views/dress.ts';
import { lookOf, type Look } from '../views/layout.ts';
import { containerKiB, expectedKiB, heldOn, peakMiB, reservedKiB } from '../views/memory.ts';
import { make, makeButton, makeIcon, refill, setText } from './dom.ts';
import { figuresOf, makeFigures } from './figures.ts';
import { isSlid, makeSlider } from './sizes.ts';
import { makeSwap } from './swap-box.ts';

/** What the selected thing is, what it holds, and what the level lets the player set on it. */

function valueText(key: SettingKey, value: Value | null, hardwareIsa = ''): string {
  if (value === null)
    return key === 'volume' || key === 'nested' || key === 'passthrough'
      ? DETAILS.onOff.false
      : key === 'isa'
        ? DETAILS.sameIsa(hardwareIsa)
        : DETAILS.none;
  return settingValue(key, value);
}

function formText(form: Form): string {
  const where = 'os' in form ? osName(form.os) : form.form === 'bytecode' ? shortName(`runtime.${form.runtime}`) : '';
  const isa = 'isa' in form && form.isa.length > 0 ? form.isa.join(', ') : '';
  const about = [where, isa].filter((text) => text !== '').join(', ');
  return about === '' ? FORMS[form.form] : `${FORMS[form.form]} (${about})`;
}

/** What of its memory is not its own: what making it adds. */
function shareText(node: StackNode, nameOf: (id: string) => string): string | null {
  const extra = node.kind === 'vm' ? expectedKiB(node) : containerKiB(node);
  const maker = node.kind === 'vm' ? node.hypervisor : node.engine;
  return extra === 0 || maker === null ? null : DETAILS.ofIt(GAME.memory(extra), nameOf(maker.id));
}

function workloadFacts(workload: WorkloadSpec): HTMLElement[] {
  const start = workload.ramMiB.find(([fromMs]) => fromMs === 0)?.[1] ?? 0;
  const { port, libraries, load, batch, meddlesWithKernel } = workload;
  const most = load === undefined ? 0 : peakMiB(load.requestsPerSecond);
  const facts = [
    DETAILS.usesMemory(DETAILS.grows(mebibytes(start), mebibytes(peakMiB(workload.ramMiB)))),
    port === undefined ? null : DETAILS.listens(port),
    libraries.length === 0 ? null : DETAILS.needsLibraries(libraries.map(([name, version]) => `${name} ${version}`)),
    most === 0 ? null : DETAILS.answers(most, workload.count),
    batch === undefined ? null : DETAILS.computes(milliseconds(batch.cpuMs), batch.threads),
    meddlesWithKernel ? DETAILS.meddles : null,
  ];
  const list = (texts: readonly string[]): HTMLElement => make('ul', { class: 'plain-list' }, ...texts.map((text) => make('li', {}, text)));
  return [
    list(facts.filter((text) => text !== null)),
    make('p', { class: 'hint' }, `${DETAILS.forms}:`),
    list(workload.forms.map(formText)),
  ];
}

export class Inspector {
  private readonly element: HTMLElement;
  private readonly player: Player;
  private readonly commands: Commands;
  private readonly say: Say;
  private readonly answer: Answer;
  private state: HTMLElement | null = null;
  /** Whether the figures are unfolded. */
  private isOpen = false;
  /** A slider is being drawn: it stays what it is until it is let go. */
  private isSliding = false;
  /** Comes with what makes building easy. */
  duplicate: (() => void) | null = null;

  constructor(player: Player, commands: Commands, element: HTMLElement, say: Say, answer: Answer) {
    this.element = element;
    this.player = player;
    this.commands = commands;
    this.say = say;
    this.answer = answer;
  }

  update(): void {
    const { selected, selection, board, hand, level, show } = this.player;
    const node = selected === null ? undefined : (show?.stack ?? board.stack).nodes.find((candidate) => candidate.id === selected);
    if (this.isSliding) {
      if (node !== undefined && this.state !== null) setText(this.state, this.reservedText(node));
      return;
    }
    const signature = JSON.stringify([level.id, board.build, [...selection], hand, show === null, this.duplicate === null]);
    refill(this.element, signature, () => {
      this.state = null;
      if (hand?.kind === 'part' || hand?.kind === 'workload') return [make('h2', {}, GAME.inspector), ...this.makeFromTray(hand)];
      if (selection.size > 1) return [make('h2', {}, GAME.inspector), ...this.makeSeveral()];
      return [
        make('h2', {}, GAME.inspector),
        ...(node === undefined ? [make('p', { class: 'hint' }, GAME.nothingSelected)] : this.makeNode(node)),
      ];
    });
    this.updateTime();
  }

  updateTime(): void {
    const { show, selected, atUs } = this.player;
    const row = show?.film.rows.find((candidate) => candidate.node.id === selected);
    if (show === null || this.state === null || row === undefined) return;
    const moments = momentsOf(show, atUs);
    const held = this.heldText(row.node, show.stack.nodes, heldAt(moments));
    setText(this.state, `${capitalised(doingText(moments.get(row.node)!))} · ${held}`);
  }

  private heldText(node: StackNode, nodes: readonly StackNode[], heldKiB: (node: StackNode) => number): string {
    return node.kind === 'machine'
      ? GAME.heldOf(GAME.memory(heldOn(node, nodes, heldKiB)), GAME.memory(node.ramKiB))
      : DETAILS.held(GAME.memory(heldKiB(node)));
  }

  private reservedText(node: StackNode): string {
    return capitalised(this.heldText(node, this.player.board.stack.nodes, reservedKiB));
  }

  private makeHead(look: Look, name: string, kind: string): HTMLElement {
    return make('div', { class: 'inspector-head' }, makeIcon(look), make('strong', {}, name), make('span', { class: 'hint' }, kind));
  }

  private makeFromTray(hand: TrayHand): HTMLElement[] {
    if (hand.kind === 'workload') {
      const workload = this.player.level.workloads.find((candidate) => candidate.id === hand.workload);
      return workload === undefined
        ? []
        : [this.makeHead('workload', workloadName(this.player.level, hand.workload), GAME.kinds.workload), ...workloadFacts(workload)];
    }
    const look = CATALOG.specs.get(hand.part)?.kind ?? 'workload';
    return [this.makeHead(look, PARTS[hand.part]?.name ?? hand.part, ''), ...this.makePartFacts(hand.part, null)];
  }

  private makePartFacts(part: string, node: StackNode | null): HTMLElement[] {
    const text = PARTS[part];
    const about = [make('p', {}, ABOUTS[part] ?? ''), make('p', { class: 'hint' }, text?.stands ?? '')];
    const figures = figuresOf(part, node);
    if (figures.length === 0) return about;
    const attrs = { open: this.isOpen };
    const toggle = (event: Event): void => void (this.isOpen = (event.currentTarget as HTMLDetailsElement).open);
    const summary = make('summary', { attrs: { 'data-key': 'figures' } }, DETAILS.figures);
    return [...about, make('details', { attrs, on: { toggle } }, summary, ...makeFigures(figures))];
  }

  private makeNode(node: StackNode): HTMLElement[] {
    const { board } = this.player;
    const look = lookOf(node);
    const name = board.names.get(node.id) ?? node.id;
    const out = [this.makeHead(look, name, GAME.kinds[look])];
    out.push((this.state = make('p', { class: 'inspector-state' }, this.reservedText(node))));
    const share = shareText(node, (id) => board.names.get(id) ?? id);
    if (share !== null) out.push(make('p', { class: 'hint' }, share));
    if (board.violations.some(({ code, node: id }) => code === 'carries-nothing' && id === node.id))
      out.push(make('p', { class: 'hint' }, DETAILS.carriesNothing));
    if (node.form !== null) out.push(make('p', {}, `${capitalised(DETAILS.runsAs[node.form.form])}.`));
    for (const option of sharedOptions(this.player, [node])) out.push(this.makeOption([node], option));
    const predecessors = predecessorsOf(this.player, node);
    if (predecessors.length > 0) out.push(this.makeOrder(node, predecessors));
    if (node.givenId !== null) out.push(make('p', { class: 'hint' }, GAME.given));
    else if (!node.hidden) out.push(this.makeActions(node.id));
    const swap = makeSwap(this.player, node, this.say, this.answer);
    if (swap !== null) out.push(swap);
    if (node.workload !== null) out.push(...workloadFacts(node.workload));
    else out.push(...this.makePartFacts(node.build.part ?? '', node));
    return out;
  }

  /** What several have in common can be set on all of them. */
  private makeSeveral(): HTMLElement[] {
    const { selection, board } = this.player;
    const nodes = board.stack.nodes.filter(({ id }) => selection.has(id));
    const isOwn = nodes.every(({ id }) => this.player.isOwn(id));
    const options = sharedOptions(this.player, nodes).map((option) => this.makeOption(nodes, option));
    const head = make('p', { class: 'inspector-state' }, EASE.selected(nodes.length));
    return [head, ...options, isOwn ? this.makeActions(nodes[0]!.id) : make('p', { class: 'hint' }, GAME.given)];
  }

  private makeActions(id: string): HTMLElement {
    const { commands, player } = this;
    const move = makeButton(null, EASE.move, () => void commands.take(player.handOf(player.selected ?? id)), { key: 'move' });
    const again = this.duplicate === null ? null : makeButton(null, EASE.duplicate, this.duplicate, { key: 'duplicate' });
    const remove = makeButton(null, GAME.remove, () => commands.remove(...player.selection), { key: 'remove' });
    return make('div', { class: 'actions' }, move, again, remove);
  }

  private set(nodes: readonly StackNode[], key: SettingKey, value: Value | null, gesture?: object): void {
    this.player.do(
      nodes.map(({ id }) => ({ edit: 'set', id, settings: { [key]: value } })),
      gesture,
    );
  }

  private tell([node, ...others]: readonly StackNode[], key: SettingKey, text: string): void {
    const name = this.player.board.names.get(node!.id) ?? node!.id;
    if (others.length === 0) this.say(DETAILS.settingChanged(name, settingName(key), text));
    else this.say(EASE.settingOfSeveral(others.length + 1, settingName(key), text));
  }

  private setOrder(id: string, after: readonly string[]): void {
    this.player.do([{ edit: 'set', id, settings: { after: after.length === 0 ? null : after } }]);
    const nameOf = (other: string): string => this.player.board.names.get(other) ?? other;
    this.say(DETAILS.orderChanged(nameOf(id), after.map(nameOf)));
  }

  private makeOption(nodes: readonly StackNode[], option: Shared): HTMLElement {
    const { key, isMixed } = option;
    const textOf = (value: Value | null): string => valueText(key, value, nodes[0]!.on?.hardware?.isa);
    const hint = isMixed ? EASE.mixed : DETAILS.settingHints[key];
    return make(
      'fieldset',
      {},
      make('legend', {}, capitalised(settingName(key)), hint === undefined ? null : make('span', { class: 'hint' }, ` · ${hint}`)),
      isSlid(option) ? this.makeSize(nodes, option, textOf) : this.makeChoices(nodes, option, textOf),
    );
  }

  private makeSize(nodes: readonly StackNode[], option: Shared, text: (value: Value | null) => string): HTMLElement {
    const { key } = option;
    let last = option.now;
    return makeSlider(option, {
      name: settingName(key),
      text,
      slide: (value, gesture) => {
        this.isSliding = true;
        this.set(nodes, key, (last = value), gesture);
      },
      rest: () => {
        if (!this.isSliding) return;
        this.isSliding = false;
        this.update();
        this.tell(nodes, key, text(last));
      },
      set: (value) => {
        this.set(nodes, key, value);
        this.tell(nodes, key, text(value));
      },
    });
  }

  private makeChoices(nodes: readonly StackNode[], option: Shared, textOf: (value: Value | null) => string): HTMLElement {
    const { key, values, now, isMixed } = option;
    const choices = values.map((value) => {
      const text = textOf(value);
      const change = (): void => {
        this.set(nodes, key, value);
        this.tell(nodes, key, text);
      };
      const checked = !isMixed && value === now;
      const attrs = { type: 'radio', name: `setting-${key}`, 'data-key': `${key}:${String(value)}`, checked };
      return make('label', { class: 'choice' }, make('input', { attrs, on: { change } }), make('span', {}, text));
    });
    return make('div', { class: 'choices' }, ...choices);
  }

  private makeOrder(node: StackNode, predecessors: readonly string[]): HTMLElement {
    const now = node.build.after ?? [];
    const boxes = predecessors.map((id) => {
      const name = this.player.board.names.get(id) ?? id;
      const change = (): void => this.setOrder(node.id, now.includes(id) ? now.filter((other) => other !== id) : [...now, id]);
      const input = make('input', { attrs: { type: 'checkbox', 'data-key': `after:${id}`, checked: now.includes(id) }, on: { change } });
      return make('label', { class: 'choice' }, input, make('span', {}, name));
    });
    return make('fieldset', {}, make('legend', {}, DETAILS.startsAfter), make('div', { class: 'choices' }, ...boxes));
  }
}
