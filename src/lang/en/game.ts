import type { Phase } from '../../sim/index.ts';
import { counted, listed, mebibytes, whole } from '../format.ts';
import { KINDS } from './words.ts';

/** English for the page itself; what the engine reports has its sentences elsewhere. */

const SECOND_MS = 1000;

/** 8204 → "8.2 s": for what moves; what is compared is written out exactly. */
function shortTime(ms: number): string {
  return `${(Math.floor(ms / (SECOND_MS / 10)) / 10).toFixed(1)} s`;
}

const PHASES: Readonly<Record<Phase, string>> = {
  firmware: 'firmware',
  loader: 'bootloader',
  create: 'being made',
  read: 'reading',
  initialise: 'initialising',
  services: 'services',
  start: 'starting',
  work: 'working',
};

export const GAME = {
  title: 'Stackwright',
  shortTime,
  tick: (ms: number): string => `${whole(ms / SECOND_MS)} s`,
  memory: (kib: number): string => mebibytes(Math.ceil(kib / 1024)),
  /** On a ruler, whose last mark has the unit. */
  mark: (kib: number): string => whole(kib / 1024),

  shortNames: { vm: 'VM', 'runtime.jvm': 'JVM', 'hypervisor.vmware-workstation': 'VMware', 'hypervisor.qemu': 'QEMU' } as Readonly<
    Record<string, string>
  >,
  hiddenName: (name: string, owner: string): string => `${name} in ${owner}`,

  // The top bar.
  levels: 'Levels',
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset',
  snapshots: 'Snapshots',
  resetDone: 'All that you placed is off the stage. Undo brings it back.',
  nothingToReset: 'There is nothing to take off.',
  resetHint: 'Take everything off (undo brings it back)',
  powerOn: 'Power on',
  poweredOn: 'The power is on.',
  poweredAgain: 'The power is on again, against the run before.',
  backToBuilding: 'Back to building',
  help: 'Keys',
  settings: 'Settings',
  task: 'Task',
  levelNumber: (number: number): string => `Level ${number}`,

  // The tray.
  tray: 'Parts',
  workloads: 'to place',
  trayEmpty: 'This level has no parts: all of it is given.',
  left: (left: number | null): string => (left === null ? 'any number left' : left === 0 ? 'none left' : `${whole(left)} left`),
  leftShort: (left: number | null): string => (left === null ? '∞' : whole(left)),
  noneLeft: (name: string): string => `No ${name} is left in the tray.`,
  standsThere: (name: string): string => `${name} stands there already.`,
  /** After "comes as": a form and where it stands. */
  needs: {
    native: (os: string): string => `a ${os} program, which needs a ${os} kernel`,
    image: (os: string): string => `a ${os} image, which needs a container engine on a ${os} kernel`,
    bytecode: (runtime: string): string => `bytecode, which needs a ${runtime}`,
    bare: 'bare-metal code, which needs hardware to itself',
  },
  comesAs: (name: string, forms: readonly string[]): string => `${name} is ${listed(forms, 'or')}.`,
  setIsa: (vm: string, isas: readonly string[]): string => `Under Details set the instruction set of ${vm} to ${listed(isas, 'or')}.`,
  noPlace: 'There is no place for it here.',
  broughtAlong: (name: string, owner: string): string => `${name} came with ${owner}; remove ${owner} to be rid of it.`,
  dropToRemove: 'Drop here to put it back',
  taken: (name: string, count: number): string =>
    count === 0
      ? `${name} in hand. There is no place for it now.`
      : `${name} in hand. ${counted(count, 'place')} for it: arrow keys choose, Enter places, Escape puts it back.`,
  putBack: (name: string): string => `${name} put back.`,
  span: (least: string, most: string): string => {
    if (least === most) return least;
    // "256 – 1,024 MiB": the unit once, where it is the same.
    const [amount, unit] = least.split(' ');
    return most.endsWith(` ${unit}`) ? `${amount} – ${most}` : `${least} – ${most}`;
  },
  designs: { monolithic: 'monolithic', micro: 'microkernel', unikernel: 'one program only' },
  /** As textbooks call them; a fault of a driver brings them down like a monolithic one. */
  hybrids: ['kernel.windows', 'kernel.macos'] as readonly string[],
  hybrid: 'hybrid',
  hypervisorTypes: { type1: 'type 1, on hardware', module: 'kernel module', type2: 'type 2, a program', emulator: 'emulator' },
  sandboxes: { none: 'shares the kernel', sentry: 'kernel of its own', microvm: 'small machines' },
  runtimeDetail: 'runs bytecode',

  // The stage and the tree.
  wholeMachine: 'Whole machine',
  closeUp: 'Close-up',
  wholeHint: 'Show all memory of the machine, or the part that is in use',
  ground: 'The ground: a machine of its own',
  groundShort: 'set a machine here',
  free: 'free',
  heldNotUsed: 'held, not used',
  notYetHeld: 'not yet held',
  heldOf: (held: string, size: string): string => `${held} of ${size} held`,
  machineFacts: (threads: number, isa: string): string => `${counted(threads, 'thread')} · ${isa}`,
  emptyStage: 'Drag a part to where it should stand, or choose it and then its place',
  emptyStageTouch: 'Tap a part, then tap where it should stand',
  tree: 'Stack, lowest first',
  treeHead: 'Stack',
  heldHead: 'memory held',
  fold: 'Fold or unfold',
  foldedAway: (parts: number): string => `${whole(parts)} more`,
  on: (name: string): string => `on ${name}`,
  kinds: { ...KINDS, container: 'container', workload: 'workload' },
  canPlace: 'can stand here',
  added: (name: string, on: string): string => `${name} placed on ${on}.`,
  moved: (name: string, on: string): string => `${name} now stands on ${on}.`,
  removed: (name: string): string => `${name} removed.`,
  removedTower: (name: string, others: number): string => `${name} removed, with ${counted(others, 'thing')} on it.`,
  parts: (count: number): string => counted(count, 'part'),
  copyOf: (name: string): string => `copy of ${name}`,
  undone: 'Undone.',
  redone: 'Done again.',
  nothingToUndo: 'Nothing to undo.',
  nothingToRedo: 'Nothing to do again.',
  itFits: (name: string, memory: string | null): string => (memory === null ? `Place on ${name}` : `Place on ${name} · ${memory}`),
  butThen: (sentence: string): string => `It can stand there, but: ${sentence}`,

  // What nodes are doing.
  phases: PHASES,
  doing: { off: 'waits', ready: 'ready', done: 'done', down: 'stopped', starting: 'starts' },
  percent: (fraction: number): string => `${Math.floor(fraction * 100)} %`,
  perSecond: (rate: number): string => `${whole(Math.round(rate))} requests/s`,
  compromised: 'broken into',

  // Goals and result.
  goals: 'Goals',
  goalStates: { unknown: 'not known yet', met: 'met', missed: 'missed', running: 'running' },
  goalUnknown: 'found out by powering on',
  goalBefore: (outcome: string, actual: string): string => `last run: ${outcome}${actual === '' ? '' : `, ${actual}`}`,
  goalRunning: 'under way …',
  score: 'Score',
  scoreNote: 'The reference is one solution that works, not a proven best.',
  reference: 'reference',
  referenceShort: (value: string): string => `reference ${value}`,
  yourBest: (value: string): string => `your best ${value}`,
  lessIsBetter: 'less is better',
  stillToPlace: (name: string, left: number): string => (left === 1 ? name : `${whole(left)} × ${name}`),
  refused: (causes: string): string => `Power stays off. ${causes}`,
  areMissing: (names: readonly string[]): string => `Still to be placed: ${listed(names, 'and')}.`,
  areIdle: (names: readonly string[]): string =>
    `${listed(names, 'and')} ${names.length === 1 ? 'carries' : 'carry'} nothing that the level asks for.`,
  andOthers: (count: number): string => `${counted(count, 'more rule is', 'more rules are')} broken.`,
  passed: 'All goals met',
  failed: (missed: number): string => `${counted(missed, 'goal')} missed`,
  pageChanged: 'A part of the page could not be loaded: it has changed on the server, or the connection is gone. Reload the page.',
  neverReady: 'Not everything became ready',
  allReady: 'Everything became ready',
  allReadyWas: { true: 'it did', false: 'it did not' },

  // The inspector.
  inspector: 'Details',
  nothingSelected: 'Select something on the stage or in the tray to see what it is.',
  given: 'Given by the level; it stays as it is.',
  anySize: 'any',
  remove: 'Remove',

  // Time.
  play: 'Play',
  pause: 'Pause',
  restart: 'To the start',
  skip: 'Skip to result',
  speed: 'Speed',
  times: (speed: number): string => `${speed}×`,
  time: 'Time since power-on',
  ofTime: (end: string): string => `of ${end}`,
  deadline: 'deadline',
  chart: 'When each part starts',
  chartEmpty: 'Power on to see when each part starts.',

  // Level list.
  passedBefore: 'You have passed this level.',
  close: 'Close',
  noLevels: 'No levels were built into this page.',

  // Files.
  solution: 'Solution file',
  exportFile: 'Save as a file',
  exportHint: 'For checking again with the command "verify"',
  exportNot: 'To save, power on and meet all goals first.',
  importFile: 'Open a file',
  leadsNowhere: 'That address leads nowhere in this game.',
  noSuchLevel: 'This page has no level of that name.',

  // Keeping.
  storageBroken: 'This browser does not let the page keep anything: progress is lost when you leave. Save solutions as files.',
  storageFull: 'The browser did not keep the last change. Save your solution as a file to be safe.',
  storageSpoilt: 'What was kept from last time could not be read; it was set aside, and a new start was made.',
  otherTab: 'This level was changed in another tab: you see its last build.',
  restored: 'Your last build is back on the stage.',
  dismiss: 'Dismiss',
  noPicture: 'The picture cannot be drawn in this browser. The list of the stack below does everything it does.',

  // Keys.
  legend: {
    title: 'Bars of the timeline',
    waits: 'waiting, for a disk or for others',
    runs: 'running',
    falls: 'on the stage: it reads from the disk',
  },
  sound: 'Sound',
  keysTitle: 'Keys and colours',

  tabs: { tray: 'Parts', tree: 'Stack', log: 'Log', goals: 'Goals', inspector: 'Details' },
} as const;

export type GameTexts = typeof GAME;
