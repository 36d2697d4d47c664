// A small safe part of Markdown: paragraphs, lists, quotes, bold, code. It builds elements and text, never markup from text.

import { el } from './dom.js';

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

export function render(text) {
  const blocks = document.createDocumentFragment();
  let paragraph = [];
  let list = null;

  const flush = () => {
    if (paragraph.length) blocks.append(block(paragraph));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    if (item) {
      flush();
      const tag = item[1] ? 'OL' : 'UL';
      if (list?.tagName !== tag) {
        list = el(tag.toLowerCase());
        if (item[1]) list.start = Number(item[1]);
        blocks.append(list);
      }
      const entry = el('li');
      entry.append(...inline(item[2]));
      list.append(entry);
    } else if (line.trim() === '') {
      flush();
    } else {
      list = null;
      paragraph.push(line);
    }
  }
  flush();
  return blocks;
}

function block(lines) {
  const quoted = lines.every(line => line.startsWith('>'));
  const element = el(quoted ? 'blockquote' : 'p');
  lines.forEach((line, at) => {
    if (at) element.append(el('br'));
    element.append(...inline(quoted ? line.replace(/^>\s?/, '') : line.replace(/^#{1,6}\s+/, '')));
  });
  return element;
}

function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(Boolean).map(part => {
    if (part.length > 4 && part.startsWith('**') && part.endsWith('**')) return el('strong', {}, part.slice(2, -2));
    if (part.length > 2 && part.startsWith('`') && part.endsWith('`')) return el('code', {}, part.slice(1, -1));
    return document.createTextNode(part);
  });
}
