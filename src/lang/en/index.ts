/** English: the language that every other one is measured by. */
export { briefOf, NUMBER_WORDS } from './brief.ts';
export { CONCEPTS, conceptName } from './concepts.ts';
export { FIGURES, managing, type FigureText } from './figures.ts';
export { GOALS, goalActual, goalAsked } from './goals.ts';
export { logLine } from './log.ts';
export { ABOUTS } from './abouts.ts';
export { PARTS, partName, type PartText } from './parts.ts';
export {
  claim,
  DISPROVED,
  EVENTS,
  formatError,
  formatHint,
  incident,
  INCIDENTS,
  jsonError,
  leftOut,
  moreWarnings,
  NODE_COLUMNS,
  NODES_NOTE,
  notice,
  NOTICES,
  problem,
  repeatedMember,
  unknownConcept,
  unreadMember,
  VERDICTS,
} from './run.ts';
export { told, WORK_NAMES } from './stories.ts';
export { PROOFS } from './solve.ts';
export { violation, VIOLATIONS, type NameOf, type PartOf } from './violations.ts';
export {
  FORMS,
  KIND_GROUPS,
  KINDS,
  LAYER_NAMES,
  METRIC_NOUNS,
  METRICS,
  metricValue,
  OS_NAMES,
  osName,
  PHASE_NAMES,
  SCORES,
  SEPARATION_NAMES,
  SETTINGS,
  settingName,
  settingValue,
} from './words.ts';
