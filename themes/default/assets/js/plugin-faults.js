// What files of plugins do wrong here is told to the instance, once each: their admin sees no browser but their own.
const told = new Set();
const most = 5;
const place = /\/assets\/plugins\/[a-z0-9-]+\/[\w.-]+\/[\w./-]+/;
const base = location.pathname.match(/^\/w\/[^/]+/)?.[0];

export function tellFault(text, message) {
  const file = String(text ?? '').match(place)?.[0];
  if (!base || !file) return;
  const said = String(message).slice(0, 300) || 'It failed.';
  if (told.size >= most || told.has(file + said)) return;
  told.add(file + said);
  navigator.sendBeacon(`${base}/plugin-faults`, new URLSearchParams({ file, message: said }));
}

/** A file that does not load tells that to nobody but its own element, on the way down. */
addEventListener(
  'error',
  (event) => {
    const { target } = event;
    if (target instanceof Element) tellFault(target.src ?? target.href, 'It could not be loaded.');
    else tellFault(event.error?.stack ?? event.filename, event.message);
  },
  true,
);

/** Styles that were asked for before this ran said so to nobody. */
function tellMissingStyles() {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]:not([disabled])'))
    if (isMissing(link)) tellFault(link.href, 'It could not be loaded.');
}

/** Once all is loaded: browsers give what came to nothing no sheet, or one whose rules they do not show. */
function isMissing({ sheet }) {
  try {
    return !sheet?.cssRules;
  } catch {
    return true;
  }
}

if (document.readyState === 'complete') tellMissingStyles();
else addEventListener('load', tellMissingStyles, { once: true });

addEventListener('unhandledrejection', ({ reason }) => {
  if (reason instanceof Error) tellFault(reason.stack, reason.message);
});
