// 時計: how long there is until an end that stands on the page. Without it the time of the end is there in words.
const TICK = 1000;

function words(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const seconds = Math.floor((Math.abs(milliseconds) % 60_000) / 1000);
  const clock = `${minutes}分${String(seconds).padStart(2, "0")}秒`;
  return milliseconds < 0 ? `${clock}すぎました` : `あと ${clock}`;
}

function tick() {
  for (const one of document.querySelectorAll("[data-clock-until]")) {
    const left = new Date(one.dataset.clockUntil) - Date.now();
    one.querySelector("[data-clock-left]").textContent = words(left);
    one.dataset.clock = left < 0 ? "over" : left < 180_000 ? "last" : "running";
  }
}

tick();
setInterval(tick, TICK);
