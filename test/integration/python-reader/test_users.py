"""docs/examples/write_users.py against docs/vectors/users.json."""

import json
import pathlib
import sys
import unittest

docs = pathlib.Path(__file__).parents[3] / "docs"
sys.path.insert(0, str(docs / "examples"))

import write_users  # noqa: E402 (only now it is found)


class Users(unittest.TestCase):
    def test_keys(self):
        for vector in json.loads((docs / "vectors/users.json").read_text(encoding="utf-8")):
            with self.subTest(vector["id"]):
                found = write_users.user_key(vector["project"], vector["id"])
                self.assertEqual(found, {"shard": vector["shard"], "id": vector["id"]})

    def test_ids_that_nobody_can_have(self):
        for user_id in ["", "x" * 1025, "漢" * 342, "a\nb"]:
            with self.subTest(user_id), self.assertRaises(ValueError):
                write_users.user_key("shop", user_id)


if __name__ == "__main__":
    unittest.main()
