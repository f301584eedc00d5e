/** That something takes its time: the bar of the page's first loading, shown again; what is quick does not show it. */

let waiting = 0;

export async function busy<T>(work: Promise<T>): Promise<T> {
  const bar = document.querySelector('.loading');
  waiting += 1;
  bar?.classList.add('is-on');
  try {
    return await work;
  } finally {
    waiting -= 1;
    if (waiting === 0) bar?.classList.remove('is-on');
  }
}
