// パスキー: starts the sign-in library's own passkey code, and says in words when the device did not answer.
for (const element of document.querySelectorAll("[data-passkey]")) {
  const { passkey, ...ids } = element.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-failed]")) {
    words.hidden = false;
    words.focus();
  }
});
