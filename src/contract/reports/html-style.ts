// The style of the page, light and dark.

export const style = `
:root { color-scheme: light dark; --good: #1a7f37; --bad: #c62828; --open: #8a6100; --line: #d8dce0; --soft: #f4f6f8; --text: #1c2024; --page: #fff }
@media (prefers-color-scheme: dark) {
  :root { --good: #57c271; --bad: #ff7b72; --open: #e0b050; --line: #363c44; --soft: #1f242a; --text: #e4e7ea; --page: #14171a }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2.5rem auto; padding: 0 1rem; color: var(--text); background: var(--page) }
h1 { margin: 0 } h2 { margin: 2.5rem 0 .8rem } h3 { margin: 0 0 .5rem; font-size: 1.05rem } h4 { margin: .8rem 0 .2rem }
header { border-left: .4rem solid var(--open); padding-left: 1.2rem }
header.passed { border-color: var(--good) } header.failed { border-color: var(--bad) }
.verdict { font-size: 1.3rem; font-weight: 600; margin: .3rem 0 1rem }
.passed .verdict, .passed { color: var(--good) } .failed .verdict, td.failed { color: var(--bad) } .skipped .verdict, td.skipped { color: var(--open) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 }
dt { opacity: .7 } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
article { border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .3rem; padding: .9rem 1.1rem; margin: 0 0 1rem }
article.failed { border-left-color: var(--bad) } article.unusual, article.erratum { border-left-color: var(--open) }
table { border-collapse: collapse; width: 100% } .layers { width: auto; margin-top: 2rem }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
th, td.passed, td.failed, td.skipped { white-space: nowrap } th, small { opacity: .75; font-weight: 400 }
p, section > p { white-space: pre-wrap; overflow-wrap: anywhere } details { margin-top: .8rem } summary { cursor: pointer; overflow-wrap: anywhere }
pre { margin: 0; padding: .8rem; background: var(--soft); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.45 ui-monospace, monospace }
`;
