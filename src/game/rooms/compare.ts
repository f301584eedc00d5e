import { makeRoom, type OpenRoom } from './room.ts';

export const open: OpenRoom = (house) => ({ title: 'compare', element: makeRoom(house, 'compare', 'compare') });
