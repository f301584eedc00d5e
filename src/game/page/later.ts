import '../look/banner.css';
import '../look/bars.css';
import '../look/time.css';
import '../look/touch.css';

/** What a visitor who only looks does not see, in one piece. */
export { Banner } from './banner.ts';
export { BootLog } from './boot-log.ts';
export type { Say } from './live.ts';
export { furnish } from './furnish.ts';
export { Inspector } from './inspector.ts';
export { ViewSwitch } from './run-views.ts';
export { Turns } from './turns.ts';
export { WHY } from './why.ts';
export { Watch } from '../watch/watch.ts';
export { tellSound } from '../sound/told.ts';
export { openSound } from '../sound/open.ts';
export { openOffline } from '../offline/offline.ts';
