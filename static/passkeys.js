// Passkeys: a button that asks the authenticator and sends its form. Without this script the plain forms beside it work.
(() => {
  const buttons = [...document.querySelectorAll("[data-passkey]")];
  if (!window.PublicKeyCredential || !buttons.length) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = (given) => ({
    ...given,
    challenge: bytes(given.challenge),
    ...(given.user && { user: { ...given.user, id: bytes(given.user.id) } }),
    ...(given.allowCredentials && { allowCredentials: named(given.allowCredentials) }),
    ...(given.excludeCredentials && { excludeCredentials: named(given.excludeCredentials) }),
  });

  const said = (made) => ({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: {},
    response: Object.fromEntries(
      ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
        .filter((part) => made.response[part])
        .map((part) => [part, text(made.response[part])]),
    ),
  });

  const press = async (button) => {
    const form = button.form;
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.challenge, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.csrf_token.value },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const publicKey = asked(await answer.json());
      const make = button.dataset.passkey === "make";
      const made = await navigator.credentials[make ? "create" : "get"]({ publicKey });
      form.elements[button.dataset.field].value = JSON.stringify(said(made));
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  };

  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => press(button));
  }
  for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = true;
})();
