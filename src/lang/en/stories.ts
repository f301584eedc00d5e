import type { Generated, Level, ThemeId, WorkId } from '../../sim/index.ts';

/** What generated levels tell: every theme has a title and a story in two sentences. */

export const WORK_NAMES = {
  archive: 'Archive',
  bank: 'Bank',
  blog: 'Blog',
  chat: 'Chat',
  clinic: 'Clinic',
  forum: 'Forum',
  ledger: 'Ledger',
  library: 'Library',
  mail: 'Mail',
  map: 'Map',
  market: 'Market',
  radio: 'Radio',
  school: 'School',
  sensor: 'Sensor',
  shop: 'Shop',
  ticket: 'Tickets',
  weather: 'Weather',
  wiki: 'Wiki',
} as const satisfies Record<WorkId, string>;

interface Story {
  readonly title: string;
  /** Of the programs in the level, in the order of its cast. */
  readonly brief: (first: string, second: string) => string;
}

const STORIES = {
  rooms: {
    title: 'Rooms',
    brief: (first, second) =>
      `${first} and ${second} do not trust each other and want walls between them. ${first} has a busy hour, in which it needs more than before.`,
  },
  doors: {
    title: 'One door',
    brief: (first, second) =>
      `${first} and ${second} both want the same port, and each wants its own version of a library. Find them a place on this machine all the same.`,
  },
  burglars: {
    title: 'Burglars',
    brief: (first, second) => `Somebody will break into ${first}, that much is known. ${second} must not be reached from there.`,
  },
  foreigners: {
    title: 'From abroad',
    brief: (first, second) =>
      `${first} was built for processors that this machine does not have. ${second} has a lot to compute and cannot wait for slow translations.`,
  },
  kinds: {
    title: 'Mixed company',
    brief: (first, second) =>
      `${first} is a program for Windows, and ${second} is one for Linux. Let everybody have what they need, and no more.`,
  },
  updates: {
    title: 'Night shift',
    brief: (first, second) =>
      `Tonight the kernel under ${first} gets an update and restarts. ${second} has to stay awake while that happens.`,
  },
  rushes: {
    title: 'Cold start',
    brief: (first) =>
      `Everybody on this slow machine wants the disk the moment it is switched on. ${first} has an appointment: decide who waits for whom.`,
  },
  drivers: {
    title: 'A bad driver',
    brief: (first) => `The driver under ${first} is known to fail. Choose kernels so that the fault costs as little as it may.`,
  },
  runaways: {
    title: 'Gone wild',
    brief: (first, second) => `${first} loses its head now and then and grabs all it can get. ${second} has customers who must not notice.`,
  },
  writers: {
    title: 'In writing',
    brief: (first) =>
      `${first} writes down things that matter, and then a new version of it is put in place. Nothing that was written may be lost.`,
  },
  outages: {
    title: 'Blackout',
    brief: (first, second) =>
      `A plug will be pulled, and ${first} has to go on without that machine. Think about where ${second} should be by then.`,
  },
  budgets: {
    title: 'Shopping list',
    brief: (first) => `There is no machine yet, and somebody has to pay for each. ${first} has customers who expect answers.`,
  },
} as const satisfies Record<ThemeId, Story>;

/** A generated level with a title, a story and names. */
export function told({ level, theme, cast }: Pick<Generated, 'level' | 'theme' | 'cast'>): Level {
  const [first, second] = cast.map((id) => WORK_NAMES[id]);
  const { title, brief } = STORIES[theme];
  return {
    ...level,
    title,
    brief: brief(first!, second ?? first!),
    workloads: level.workloads.map((workload) => ({ ...workload, title: WORK_NAMES[workload.id as WorkId] })),
  };
}
