#!/usr/bin/env python3
"""Checks a published lottery of zhanggui: python3 verify-lottery.py FILE.json

Written from docs/LOTTERY.md alone and with nothing but Python's own library, so that it cannot share a mistake with the terminal.
"""
import hashlib
import hmac
import json
import sys


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def list_hash(lottery):
    if "list" in lottery and any(one["mask"] == "" for one in lottery["entries"]):
        return lottery["list"]  # Somebody was erased from it: compare with the receipt of the freezing.
    return sha256("".join(f"{one['entry']} {one['mask']}\n" for one in lottery["entries"]))


def commitment(lottery):
    rows = ["zhanggui lottery 1", lottery["id"], lottery["title"]]
    rows += [f"{prize['count']} {prize['name']}" for prize in lottery["prizes"]]
    rows += [f"{len(lottery['entries'])} {list_hash(lottery)}", lottery["source"], lottery["seed"]]
    return sha256("".join(row + "\n" for row in rows))


def winners(lottery):
    text = f"{lottery['seed']}\n{lottery['public']}\n{lottery['commitment']}\n"
    key = hashlib.sha256(text.encode("utf-8")).digest()
    tickets = sorted(
        (hmac.new(key, str(one["entry"]).encode("ascii"), hashlib.sha256).hexdigest(), one["entry"])
        for one in lottery["entries"]
    )
    places = [place for place, prize in enumerate(lottery["prizes"]) for _ in range(prize["count"])]
    return [{"entry": entry, "prize": place} for (_, entry), place in zip(tickets, places)]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lottery = json.load(file)
    order = lambda all: sorted((one["prize"], one["entry"]) for one in all)
    good = True
    if commitment(lottery) != lottery["commitment"]:
        print("the commitment is another one: list, prizes or seed were changed")
        good = False
    if order(winners(lottery)) != order(lottery["winners"]):
        print("other entries should have won")
        good = False
    if good:
        print("the draw is what was promised")
        if "list" in lottery:
            print("erased on request from the list; on the receipt of the freezing it is", lottery["list"])
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
