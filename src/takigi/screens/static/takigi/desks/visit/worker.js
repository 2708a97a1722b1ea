// 番人: keeps the empty page for when there is no network. It never keeps an answer that somebody was given.
const { stamp, page, files } = self.SHELL;
const NAME = `takigi-visits-${stamp}`;
const KEPT = new Set([page, ...files]);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((shelf) => shelf.addAll([...KEPT].map((one) => new Request(one, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((one) => one !== NAME).map((one) => caches.delete(one))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  // The network comes first, always: what lies here is only for when there is none.
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(page)));
  else if (KEPT.has(address.pathname)) event.respondWith(fetch(request).catch(() => caches.match(address.pathname)));
});
