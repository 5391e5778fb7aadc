#!/usr/bin/env python3
"""More test questions for the weights that are there: other ones of the test side, made like those of gen.py.
Reads inputs/, questions/*.jsonl     Writes questions/test-more.jsonl     Deterministic: same SEED and PER_SKILL, same file.

Only keys of the test side are taken (md5, see gen.py), so no value of a rule skill and no wording of a fact was trained
under its skill; what was asked in test.jsonl, calibration.jsonl or offtopic.jsonl before is left out. With WORK/train.jsonl of
gen.py at hand, questions that were trained under another skill are left out too, which is how the file here was made."""
import collections, json, os
import gen
SEED = int(os.environ.get('SEED', 20261127))
PER_SKILL = int(os.environ.get('PER_SKILL', 46))
TRIES = 60000                       # some skills have no more questions than that
SLURS = set('nigger jew savage negro gypsy whore slut bastard bitch faggot queer cripple retard chink coon fag dyke squaw half-breed harlot'.split())

def lines(path): return [json.loads(l) for l in open(path)]
def main():
    gen.R.seed(SEED)
    here = gen.HERE + '/questions/'
    taken = {gen.norm(x['prompt']) for s in ('test', 'calibration', 'offtopic') for x in lines(here + s + '.jsonl')}
    train = gen.WORK + '/train.jsonl'
    if os.path.exists(train): taken |= {gen.norm(q) for _, q, _ in lines(train)}
    made = []
    for skill in gen.SKILLS:
        got = 0
        for _ in range(TRIES):
            r = gen.one(skill)
            if not r or r[0] != 'test': continue
            _, _, q, a, accept = r; k = gen.norm(q)
            if k in taken or SLURS & set(k.split()) or SLURS & set(gen.norm(a).split()): continue
            got += 1; taken.add(k)
            made.append(dict(id=f'm-{skill}-{got:02d}', skill=skill, level=gen.SKILLS[skill][0], prompt=q, answer=a, **({'accept': accept} if accept else {})))
            if got == PER_SKILL: break
    with open(here + 'test-more.jsonl', 'w') as f:
        for x in made: f.write(json.dumps(x) + '\n')
    print(len(made), collections.Counter(x['level'] for x in made))
if __name__ == '__main__': main()
