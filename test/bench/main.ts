// Every part of `npm run bench`, one after the other: two at once would measure each other. Names choose some of them.
const PARTS: Record<string, () => Promise<unknown>> = {
  'td3-1': () => import('./td3-1.js'),
  directory: () => import('./directory.js'),
  statistics: () => import('./statistics.js'),
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await run();
