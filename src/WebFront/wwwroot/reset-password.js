// The token stands behind the #, which no browser sends to a server, and leaves the address bar and the history at once.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

const form = document.getElementById("reset");
const told = document.getElementById("told");

form.addEventListener("submit", async event => {
  event.preventDefault();
  told.textContent = "";
  try {
    const answer = await fetch("/api/v1/auth/reset-password", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, new_password: document.getElementById("password").value }),
    });
    const body = await answer.json();
    told.textContent = answer.ok ? body.message : body.error.details.issue ?? body.error.message;
    if (answer.ok) form.reset();
  } catch {
    told.textContent = "The server cannot be reached. Try again.";
  }
});
