// Small tools for the page. Text only ever enters it as text, never as markup.

export const $ = id => document.getElementById(id);

/** Makes an element with properties and children; strings become text nodes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('data-') || name.startsWith('aria-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export function show(element, visible) {
  element.hidden = !visible;
}

export function money(amount, currency = 'USD', digits = 4) {
  if (typeof amount !== 'number') return '–';
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: digits, minimumFractionDigits: 2 }).format(amount);
  } catch {
    return `${amount.toFixed(2)} ${currency}`;
  }
}

export function minutes(value) {
  if (typeof value !== 'number') return '–';
  return value < 1 ? 'under 1 min' : `${Math.round(value * 10) / 10} min`;
}

export function initials(name) {
  const words = name.split(/\s+/).filter(word => /\p{L}/u.test(word));
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
}

let noticeTimer;

/** Says something that went wrong, above the page, until the next thing happens. */
export function notice(text) {
  clearTimeout(noticeTimer);
  const box = $('notice');
  box.textContent = text ?? '';
  show(box, Boolean(text));
  if (text) noticeTimer = setTimeout(() => show(box, false), 12000);
}
