import type { Violation, ViolationCode } from '../../sim/index.ts';
import { counted, listed, mebibytes, whole } from '../format.ts';
import { nearest } from '../near.ts';
import { PARTS, partName } from './parts.ts';
import { osName, SETTINGS, settingName, settingValue } from './words.ts';

/** How a node is called in a sentence. */
export type NameOf = (id: string) => string;
/** Which part a node is; undefined for a workload's instance and for what does not exist. */
export type PartOf = (id: string) => string | undefined;

/** What would do instead, from whoever knows more than the violation does. */
type Sentence = (violation: Violation, name: NameOf, partOf: PartOf, advice?: string) => string;

const WORKLOAD_STANDS =
  'Each of its forms has one kind of place: a native program stands on a kernel, an image on an engine, bytecode on its runtime, bare-metal code on hardware.';

function self({ node }: Violation, name: NameOf): string {
  return node === null ? 'The build' : name(node);
}

function below({ on }: Violation, name: NameOf): string {
  return on === undefined ? 'what it stands on' : name(on);
}

function other({ other: id }: Violation, name: NameOf): string {
  return id === undefined ? 'another node' : name(id);
}

function amount(value: Violation['expected'] | Violation['got'], format: (value: number) => string): string {
  return typeof value === 'number' ? format(value) : String(value);
}

function choices(value: Violation['expected'], show: (word: string) => string = (word) => word): string {
  const words = Array.isArray(value) ? (value as readonly (string | number | boolean)[]) : [value as string | number];
  return listed([...new Set(words.map((word) => show(String(word))))], 'or');
}

/** What would stand there instead, by what the node is. */
function placesOf(violation: Violation, partOf: PartOf): string {
  const part = violation.part ?? (violation.node === null ? undefined : partOf(violation.node));
  if (part !== undefined && Object.hasOwn(PARTS, part)) return PARTS[part]!.stands;
  return WORKLOAD_STANDS;
}

/** What a program is made for and what is there; an image is moved with its engine, which is what needs another kernel. */
function otherSystem(v: Violation, name: NameOf, partOf: PartOf): string {
  const [wanted, found, place] = [choices(v.expected, osName), osName(String(v.got)), below(v, name)];
  const isOnEngine = v.on !== undefined && partOf(v.on)?.startsWith('engine.') === true;
  const goal = `on a ${wanted} kernel`;
  if (isOnEngine) return `${self(v, name)} is made for ${wanted}, but under ${place} there is ${found}. Put ${place} ${goal}.`;
  // "Linux is Linux" tells nobody anything.
  const contrast = place.startsWith(found) ? `not for ${found}` : `but ${place} is ${found}`;
  return `${self(v, name)} is made for ${wanted}, ${contrast}. Stand it ${goal}.`;
}

const MEMBERS_OF_NODES = ['part', 'workload', 'on', ...Object.keys(SETTINGS)];

function noSuchSetting(v: Violation, key: string, name: NameOf): string {
  const meant = nearest(key, MEMBERS_OF_NODES);
  return `${self(v, name)} has no setting called "${key}"; ${meant === null ? 'remove it.' : `did you mean "${meant}"?`}`;
}

function badSetting(v: Violation, name: NameOf): string {
  const key = v.setting ?? '';
  const setting = settingName(key);
  if (v.expected === undefined) {
    if (v.got === null || v.got === undefined) return noSuchSetting(v, key, name);
    return `${self(v, name)} cannot have the setting ${setting} where it stands; remove it.`;
  }
  if (!Array.isArray(v.expected))
    // A range is in the unit of the file, and so is what is held against it.
    return `${self(v, name)}: ${setting} must be ${amount(v.expected, whole)}, not ${typeof v.got === 'number' ? String(v.got) : settingValue(key, v.got)}.`;
  const allowed = v.expected as readonly (string | number | boolean)[];
  if (allowed.length === 0 || (allowed.length === 1 && allowed[0] === false)) {
    return `${self(v, name)}: this level does not offer the setting ${setting}; leave it out.`;
  }
  const offered = allowed.map((value) => settingValue(key, value));
  return `${self(v, name)}: ${setting} can be ${listed(offered, 'or')} here, not ${settingValue(key, v.got)}.`;
}

function badOrder(v: Violation, name: NameOf): string {
  if (v.other === undefined)
    return `${self(v, name)} is to start after "${String(v.got)}", which is not in the build. Name a node that is.`;
  if (v.other === v.node) return `${self(v, name)} is to start after itself and so never would; remove that.`;
  return `${self(v, name)} is to start after ${name(v.other)}, which itself waits for ${self(v, name)}. Neither would ever start; remove one of the two.`;
}

/** One sentence for each way in which a build can break a rule: the cause, then what would do instead. */
export const VIOLATIONS = {
  'unknown-part': (v, name) =>
    `${self(v, name)} is a part that does not exist: "${v.part ?? ''}". The command "parts" lists those that do.`,
  'unknown-workload': (v, name) => `${self(v, name)} is a workload that this level does not have: "${v.workload ?? ''}".`,
  'duplicate-id': (v, name) => `A second node is called ${self(v, name)}; give it an id of its own.`,
  'missing-parent': (v, name) =>
    v.on === undefined
      ? `${self(v, name)} stands on nothing; only a machine can. Say what it stands on.`
      : `${self(v, name)} stands on ${name(v.on)}, which is not in the build. Add that or choose another place.`,
  cycle: (v, name) =>
    v.on === v.node
      ? `${self(v, name)} cannot stand on itself. Stand it on something else.`
      : `${self(v, name)} and ${below(v, name)} would hold each other up, with no machine under them: nothing can stand on what it carries. Stand one of them on something else.`,
  'cannot-stand-here': (v, name, partOf, advice) => `${self(v, name)} cannot stand on ${below(v, name)}. ${advice ?? placesOf(v, partOf)}`,
  'isa-mismatch': (v, name, _partOf, advice) =>
    `${self(v, name)} needs the instruction set ${choices(v.expected)}, but ${below(v, name)} offers ${String(v.got)}. ` +
    (advice ?? 'Use matching hardware, or an emulator in between.'),
  'os-mismatch': otherSystem,
  'slot-taken': (v, name, partOf) =>
    `${self(v, name)} cannot stand on ${below(v, name)} as well: ${other(v, name)} has the only place there. ` +
    (partOf(v.node ?? '')?.startsWith('hypervisor.') === true
      ? 'Hardware boots one kernel or one type 1 hypervisor.'
      : 'A hypervisor would make several machines of one.'),
  'no-virtualization': (v, name) =>
    `${self(v, name)} needs virtualization extensions, which ${v.other === undefined ? below(v, name) : name(v.other)} does not have. ` +
    'Use a machine with them, a virtual machine with nested virtualization, or a hypervisor that can do without.',
  'unsupported-hardware': (v, name) =>
    `${self(v, name)} has no drivers for ${below(v, name)}: ${partName(String(v.got))} is not on its hardware list. It runs on ${choices(v.expected, partName)}.`,
  'ram-exceeded': (v, name) =>
    `${self(v, name)} has ${amount(v.expected, mebibytes)} of memory, but ${amount(v.got, mebibytes)} would be set aside on it. ` +
    'Give its virtual machines less, or have fewer of them.',
  'vm-too-small': (v, name) =>
    `${self(v, name)} has ${amount(v.got, mebibytes)} of memory, but ${other(v, name)} needs ${amount(v.expected, mebibytes)} to boot. Give it more, or use a smaller kernel.`,
  'disk-exceeded': (v, name) =>
    `${self(v, name)} has a disk of ${amount(v.expected, mebibytes)}, but ${amount(v.got, mebibytes)} would be stored on it. Use smaller disk images, or share images.`,
  'cpu-exceeded': (v, name) =>
    `${self(v, name)} has ${amount(v.got, whole)} virtual processors, but ${other(v, name)} offers ${amount(v.expected, (n) => counted(n, 'thread'))}. ` +
    'One virtual machine cannot have more than that.',
  'bad-setting': badSetting,
  'bad-order': badOrder,
  'not-in-tray': (v, name) => `${self(v, name)}: this level's tray has no ${partName(v.part ?? '')}. Build with what is in the tray.`,
  'over-tray-limit': (v, name) =>
    `${self(v, name)} is one too many: the tray holds ${amount(v.expected, whole)} of ${partName(v.part ?? '')}, the build has ${amount(v.got, whole)}. Remove the surplus.`,
  'carries-nothing': (v, name) => `Nothing that this level asks for stands on ${self(v, name)}. Put a workload on it, or remove it.`,
  'workload-not-placed': (v) =>
    `Of the ${amount(v.expected, (n) => counted(n, 'instance'))} of the workload "${v.workload ?? ''}" ${amount(v.got, (n) => counted(n, 'is', 'are'))} placed. Place the rest.`,
  'workload-over-placed': (v, name) =>
    `${self(v, name)} is one too many: the level asks for ${amount(v.expected, (n) => counted(n, 'instance'))} of "${v.workload ?? ''}", the build has ${amount(v.got, whole)}.`,
  'given-changed': (v, name) => `${self(v, name)} was given by the level and must stay as it was.`,
  'library-conflict': (v, name) =>
    `${self(v, name)} needs version ${String(v.got)} of ${v.setting ?? 'a library'}, but for ${other(v, name)} the same system has version ${String(v.expected)}. ` +
    'A container brings its own libraries, and so does a kernel of its own.',
  'port-conflict': (v, name) =>
    `${self(v, name)} cannot use port ${String(v.got)}: ${other(v, name)} has it, at the same address. In a container, or a virtual machine, it would have an address of its own.`,
  'too-large': (v) => `The build has ${amount(v.got, (n) => counted(n, 'node'))}; at most ${amount(v.expected, whole)} are looked at.`,
} as const satisfies Record<ViolationCode, Sentence>;

/** The sentence for a violation. Without `partOf` it says less about what would do instead. */
export function violation(v: Violation, name: NameOf, partOf: PartOf = () => undefined, advice?: string): string {
  const sentence: Sentence = VIOLATIONS[v.code];
  return sentence(v, name, partOf, advice);
}
