// SPDX-License-Identifier: EUPL-1.2
// The rule files of the ente (`regole` in config.json): one program reads and checks them, the others get them ready made.
// Only a page that has some asks for this.

/** Reads every file and gives the good ones to the programs; what is wrong with the others, a sentence each. */
export async function add(files, { absolute, motore, program }) {
  const engine = await motore();
  const good = [];
  const faults = [];
  for (const file of files) {
    try {
      const answer = await fetch(absolute(file), { cache: 'no-cache' });
      if (!answer.ok) throw `il file non è arrivato (risposta ${answer.status}): deve stare nella cartella regole, accanto a index.html.`;
      good.push(engine.compila(file, await answer.text()));
    } catch (error) {
      faults.push(...String(error.message ?? error).split('\n').map((line) => `«${file}»: ${line}`));
    }
  }
  for (const one of [program, engine]) one.regole(good);
  return faults;
}
