// The pages of the sample forum that the demo and the tests review: a made-up community site with a long thread, pictures, and a
// few unkind words, such as a school would really look at. Nothing in it is worse than rude.

/** @type {{ by: string, colour: string, when: string, words: string[], picture?: number, flagged?: boolean }[]} */
const posts = [
  {
    by: 'Larkfield_FC',
    colour: '#1d6f42',
    when: '12 November, 16:20',
    words: [
      'What a day! Four coaches, two draws, one lost boot and the best chips on the coast.',
      'Here is the view from the pitch. Add your own pictures below.',
    ],
    picture: 1,
  },
  {
    by: 'midfield.maya',
    colour: '#7a3e9d',
    when: '12 November, 16:41',
    words: ['That second half! Still cannot believe we came back from two down.'],
  },
  {
    by: 'keeper_07',
    colour: '#b4531a',
    when: '12 November, 17:02',
    words: ['We would have won if a certain somebody had not been in goal.'],
    picture: 2,
  },
  {
    by: 'anon_owl',
    colour: '#53606b',
    when: '12 November, 17:15',
    words: ['Everybody knows who. Nobody wants him on the team.', 'Someone should tell him to stay at home on Friday, or else.'],
    flagged: true,
  },
  { by: 'midfield.maya', colour: '#7a3e9d', when: '12 November, 17:19', words: ['Not funny. Leave him alone.'] },
  {
    by: 'anon_owl',
    colour: '#53606b',
    when: '12 November, 17:24',
    words: ['Calm down, it is only banter. Vote below: who should be dropped?'],
    flagged: true,
  },
  {
    by: 'coach_t',
    colour: '#1c5c8c',
    when: '12 November, 18:05',
    words: ['The walk along the cliffs before the bus home. Thank you to everyone who carried kit.'],
    picture: 3,
  },
  {
    by: 'winger.ed',
    colour: '#94711a',
    when: '12 November, 18:30',
    words: ['Found the boot. It was in the kit bag the whole time.'],
    picture: 4,
  },
  {
    by: 'Larkfield_FC',
    colour: '#1d6f42',
    when: '12 November, 19:10',
    words: [
      'A reminder that this board is moderated and that everyone is welcome at training.',
      'Photographs of the evening below. The full set can be downloaded from the side of the page.',
    ],
    picture: 5,
  },
  { by: 'keeper_07', colour: '#b4531a', when: '12 November, 20:12', words: ['Fair enough. See you all on Friday.'], picture: 6 },
]

/** A long page with pictures, a pop-up and a download. @param {{ title: string }} thread */
export function threadPage({ title }) {
  return page(
    title,
    `<div class="columns"><div>
      <p class="crumbs"><a href="/">Boards</a> › <a href="/">Sport</a> › ${title}</p>
      <h1>${title}</h1><p class="dim">${posts.length} posts · 214 views · started by Larkfield_FC</p>
      ${posts.map(postBlock).join('')}
      <form class="reply" method="post" action="/reply"><label for="words">Your reply</label><textarea id="words" name="words" rows="3"></textarea><button>Post reply</button></form>
    </div>${sidePanel()}</div>`,
  )
}

/** The list of boards. */
export function homePage() {
  const boards = [
    ['Sport', 'Year 9 football trip: pictures and comments', '/thread/88213', 1],
    ['Music', 'Winter concert: who is playing what?', '/thread/88190', 2],
    ['Homework', 'Rivers and coasts: map exercise, page 41', '/thread/88102', 3],
    ['Swap shop', 'Bicycle, blue, hardly fallen off', '/thread/87955', 4],
  ]
  return page(
    'Boards',
    `<h1>Boards</h1><div class="boards">${boards
      .map(
        ([board, title, link, picture]) =>
          `<a class="board" href="${link}"><img src="/picture/${picture}.png" alt="" width="420" height="180"><b>${board}</b><span>${title}</span></a>`,
      )
      .join('')}</div>`,
  )
}

/**
 * Wraps a body in the forum's look.
 * @param {string} title
 * @param {string} body
 */
export function page(title, body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Larkfield Community Forum</title><meta name="viewport" content="width=device-width"><style>${styles}</style></head>
  <body><header><div class="mark">LF</div><div><b>Larkfield Community Forum</b><small>A made-up site for trying things out</small></div><nav><a href="/">Boards</a><a href="/thread/88213">Latest</a></nav></header><main>${body}</main><footer>Larkfield is not a real place and nobody on this site is a real person.</footer></body></html>`
}

/** @param {(typeof posts)[number]} post */
function postBlock({ by, colour, when, words, picture, flagged }) {
  return `<article${flagged ? ' class="flagged"' : ''}><div class="face" style="background:${colour}">${by.slice(0, 2).toUpperCase()}</div><div>
    <p class="who"><b>${by}</b> <span class="dim">${when}</span></p>${words.map((line) => `<p>${line}</p>`).join('')}
    ${picture ? `<img src="/picture/${picture}.png" alt="A painted landscape" width="900" height="520">` : ''}</div></article>`
}

function sidePanel() {
  return `<aside><h2>Who should be dropped?</h2><div class="bar"><i style="width:62%"></i>J. 62%</div><div class="bar"><i style="width:23%"></i>Nobody 23%</div><div class="bar"><i style="width:15%"></i>The bus 15%</div>
    <h2>All the pictures</h2><p><a id="gallery" href="/gallery" target="_blank" onclick="window.open('/gallery','gallery','width=400,height=300');return false">Open the gallery</a></p>
    <p><a id="download" href="/download/football-trip.zip">Download football-trip.zip</a></p>
    <h2>Also on this board</h2><p><a href="/thread/88190">Winter concert</a></p><p><a href="/thread/88102">Rivers and coasts</a></p></aside>`
}

const styles = `body{margin:0;font:17px/1.5 Georgia,'Liberation Serif',serif;color:#24292e;background:#f3f1ec}
header{display:flex;gap:14px;align-items:center;background:#20303f;color:#fff;padding:16px 28px}header small{display:block;opacity:.75;font-size:14px}header nav{margin-left:auto;display:flex;gap:20px}header a{color:#dfe8ef}
.mark{width:46px;height:46px;border-radius:10px;background:#e0a33a;color:#20303f;display:grid;place-items:center;font:700 20px 'Liberation Sans',sans-serif}
main{max-width:1180px;margin:0 auto;padding:20px 28px}h1{font-size:30px;line-height:1.2;margin:.3em 0}h2{font-size:18px;margin:1.2em 0 .4em}.dim{color:#6a737d;font-size:15px}.crumbs{font-size:15px;margin:0}a{color:#1c5c8c}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 220px;gap:28px}article{display:grid;grid-template-columns:48px minmax(0,1fr);gap:14px;background:#fff;border:1px solid #ddd8cc;border-radius:8px;padding:16px 18px;margin:14px 0}article p{margin:.2em 0}article img{display:block;width:100%;height:auto;border-radius:6px;margin:12px 0 4px}
.flagged{border-left:5px solid #c4501b}.face{width:48px;height:48px;border-radius:50%;color:#fff;display:grid;place-items:center;font:600 16px 'Liberation Sans',sans-serif}
aside{font-size:16px}.bar{position:relative;background:#e6e1d5;border-radius:4px;margin:6px 0;padding:3px 8px;overflow:hidden;z-index:0}.bar i{position:absolute;inset:0 auto 0 0;background:#e0a33a;opacity:.6;z-index:-1}
.boards{display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:18px}.board{background:#fff;border:1px solid #ddd8cc;border-radius:8px;overflow:hidden;text-decoration:none;color:inherit;padding-bottom:14px}.board img{width:100%;height:180px;object-fit:cover}.board b,.board span{display:block;padding:4px 16px 0}
.reply{display:grid;gap:8px;margin:20px 0}.reply textarea{font:inherit;padding:8px}.reply button{justify-self:start;font:inherit;padding:8px 18px}footer{padding:24px 28px;color:#6a737d;font-size:14px;text-align:center}`
