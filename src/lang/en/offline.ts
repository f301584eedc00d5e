/** English for playing without a network, and for what is new. */

export const OFFLINE = {
  title: 'Without a network',
  states: {
    'not-yet': 'The page is kept for offline play as soon as you begin to play.',
    'needs-https': 'Offline play needs https: this address is neither https nor on this computer. All else works as it does elsewhere.',
    unsupported: 'This browser lets no page be kept for offline play.',
    development: 'While the page is being developed it is not kept for offline play.',
    failed: 'The page could not be kept for offline play; it is tried again at the next visit.',
    fetching: 'The page is being fetched for offline play …',
    ready: 'All of it is kept in this browser: it also opens without a network, and can be installed.',
  },
  isNew: 'A new version is there. What you have built stays.',
  take: 'Load it',
  loading: 'Loading …',
} as const;
