#!/usr/bin/env python3
"""Reads an audience as docs/membership-format.md specifies it. Needs boto3 and, before Python 3.14, zstandard.

    read_audience.py --audiences TABLE --memberships TABLE PROJECT NAME          prints the members
    read_audience.py --audiences TABLE --memberships TABLE PROJECT NAME ID ...   prints yes or no for each

The names of the tables are outputs of the stack. Region and credentials are found as boto3 always does.
"""

import argparse
import struct
import sys

import boto3

try:
    from compression.zstd import ZstdError, decompress  # Python 3.14
except ImportError:
    import zstandard
    from zstandard import ZstdError

    def decompress(frame):
        # Not decompress(): that takes only frames that say how long their content is.
        return zstandard.ZstdDecompressor().decompressobj().decompress(frame)


class AudienceNotFound(LookupError):
    """Nothing is published under that name."""


class VersionGone(Exception):
    """The snapshot is older than its grace period. Not an answer: open a new one and ask again."""


class UnknownFormat(Exception):
    """The version is stored in a form that this program does not know: the stack is of a later release, or it is damaged."""


def open_snapshot(audiences, memberships, project, name):
    """The version that is published now, of an audience with its name as in the list: without `.csv`.

    `audiences` and `memberships` are boto3 Tables.
    """
    key = {"projectId": project, "fileName": name + ".csv"}
    item = audiences.get_item(Key=key, ConsistentRead=True).get("Item", {})
    if item.get("schema", 1) > 1:
        raise UnknownFormat(f"the item of {name!r} has the schema {item['schema']}")
    versions = item.get("versions", {})
    for number, version in versions.items():
        if version.get("state") == "live":
            return Snapshot(memberships, item["audienceId"], int(number), versions)
    raise AudienceNotFound(f"project {project!r} has no published audience {name!r}")


class Snapshot:
    """One complete version. What is published later does not change it."""

    def __init__(self, memberships, audience_id, number, versions):
        def chunks_of(of):
            return Chunks(memberships, audience_id, of, layout_of(of, versions))

        self.version = number
        layout = layout_of(number, versions)
        try:
            self.members = int(versions[str(number)]["counts"]["members"])
        except KeyError as missing:
            raise UnknownFormat(f"version {number} has no {missing}") from missing
        if "format" not in layout:
            self._whole, self._difference = chunks_of(number), None
            return
        base = base_of(number, layout, versions)
        self._whole, self._difference = chunks_of(base), chunks_of(number)
        if self._difference.count > self._whole.count:
            raise UnknownFormat(f"version {number} has more chunks than its base, version {base}")

    def contains(self, user_id):
        """Compares exactly: `0001` is not `1`."""
        wanted = user_id.encode()
        bucket = bucket_of(xxh64(wanted), self._whole.count)
        ids = self._whole.read_ids(bucket)
        if self._difference:
            ids = self._read_changes(self._bucket_of_changes(bucket)).apply(bucket, ids)
        return wanted in ids

    def ids(self):
        """Each member once, in the order of the version, one chunk after the other."""
        count, changes = 0, None
        for bucket in range(self._whole.count):
            ids = self._whole.read_ids(bucket)
            if self._difference:
                its = self._bucket_of_changes(bucket)
                if changes is None or changes.bucket != its:
                    changes = self._read_changes(its)
                ids = changes.apply(bucket, ids)
            for user_id in ids:
                yield user_id.decode()
            count += len(ids)
        if count != self.members:
            raise UnknownFormat(f"{count} of {self.members} members were found")

    def _bucket_of_changes(self, bucket):
        return bucket * self._difference.count // self._whole.count

    def _read_changes(self, bucket):
        edits, added = self._difference.read(bucket, "edits", "added")
        first, end = (-(-each * self._whole.count // self._difference.count) for each in (bucket, bucket + 1))
        try:
            return Changes(bucket, range(first, end), edits, split(decompress(added)))
        except (ValueError, ZstdError) as error:
            raise UnknownFormat(f"version {self.version} has a broken chunk {bucket}") from error


def layout_of(number, versions):
    layout = versions[str(number)].get("layout", {})
    known = "format" not in layout or layout["format"] == 2
    if not known or not 1 <= layout.get("chunks", 0) <= 2**21 or not layout.get("shards", 0) >= 1:
        raise UnknownFormat(f"version {number} has the layout {layout}")
    return layout


def base_of(number, layout, versions):
    """The version that another one is a difference to. It is whole, and there for as long as the other one is."""
    base = layout.get("base")
    if base is None:
        raise UnknownFormat(f"version {number} does not name its base")
    state = versions.get(str(base), {}).get("state", "gone")
    if state in ("gone", "collecting", "abandoned"):
        raise VersionGone(f"version {base}, the base of version {number}, is {state}")
    if state not in ("live", "superseded", "held") or "format" in layout_of(base, versions):
        raise UnknownFormat(f"version {base}, the base of version {number}, is no whole version")
    return int(base)


class Chunks:
    """The chunks of one version, and none of its base's."""

    def __init__(self, memberships, audience_id, version, layout):
        self._memberships = memberships
        self._prefix = f"{audience_id}#{version}"
        self._shards = int(layout["shards"])
        self._version = version
        self.count = int(layout["chunks"])

    def read_ids(self, bucket):
        try:
            return split(decompress(*self.read(bucket, "ids")))
        except ZstdError as error:
            raise UnknownFormat(f"version {self._version} has a broken chunk {bucket}") from error

    def read(self, bucket, *attributes):
        key = {"chunkSet": f"{self._prefix}#{bucket % self._shards}", "bucket": bucket}
        for is_consistent in (False, True):
            item = self._memberships.get_item(Key=key, ConsistentRead=is_consistent).get("Item")
            if not item:
                continue
            if not all(each in item for each in attributes):
                raise UnknownFormat(f"version {self._version} has a chunk {sorted(item)}")
            return [bytes(item[each]) for each in attributes]
        raise VersionGone(f"chunk {bucket} of version {self._version} is gone: open a new snapshot")


def split(content):
    # An empty chunk holds no ID, not an empty one.
    return content.split(b"\n") if content else []


class Changes:
    """What one chunk of a difference says of a run of the base's chunks. ValueError: it does not say that."""

    def __init__(self, bucket, run, edits, added):
        self.bucket = bucket
        self._edits = {}
        used, base_bucket = 0, run.start
        numbers = read_numbers(edits)
        for skipped in numbers:
            base_bucket += skipped
            if base_bucket not in run or base_bucket in self._edits:
                raise ValueError(f"edits of chunk {base_bucket} are out of place")
            position, its = 0, []
            for _ in range(next_of(numbers)):
                distance, kind = divmod(next_of(numbers), 2)
                position += distance
                its.append((position, added[used] if kind == 1 and used < len(added) else None, kind))
                used += kind
            self._edits[base_bucket] = its
        if used != len(added):
            raise ValueError(f"{len(added)} IDs come in, and edits put in {used}")

    def apply(self, bucket, ids):
        """The members in the place of a chunk of the base, which has these IDs."""
        members, kept = [], 0
        for position, added, kind in self._edits.get(bucket, []):
            if not kept <= position <= len(ids) - 1 + kind:
                raise UnknownFormat(f"an edit of ID {position} of {len(ids)} in chunk {bucket}")
            members += ids[kept:position]
            kept = position
            if kind == 1:
                members.append(added)
            else:
                kept += 1
        return members + ids[kept:]


def read_numbers(data):
    """LEB128, unsigned: 7 bits a byte, the lowest first."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
        elif shift >= 35:
            raise ValueError("a number is too long")
    if shift:
        raise ValueError("a number does not end")


def next_of(numbers):
    for number in numbers:
        return number
    raise ValueError("there are fewer numbers than are announced")


def bucket_of(hashed, chunks):
    return ((hashed >> 32) * chunks) >> 32


P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
MASK = 2**64 - 1


def xxh64(data):
    """XXH64 with seed 0. The package xxhash does the same, faster."""
    at = 0
    if len(data) >= 32:
        lanes = [(P1 + P2) & MASK, P2, 0, -P1 & MASK]
        for at in range(32, len(data) + 1, 32):
            words = struct.unpack_from("<4Q", data, at - 32)
            lanes = [_mix(lane, word) for lane, word in zip(lanes, words)]
        value = sum(_rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            value = ((value ^ _mix(0, lane)) * P1 + P4) & MASK
    else:
        value = P5
    value = (value + len(data)) & MASK
    while at + 8 <= len(data):
        (word,) = struct.unpack_from("<Q", data, at)
        value = (_rotate(value ^ _mix(0, word), 27) * P1 + P4) & MASK
        at += 8
    if at + 4 <= len(data):
        (word,) = struct.unpack_from("<I", data, at)
        value = (_rotate(value ^ (word * P1 & MASK), 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        value = _rotate(value ^ (byte * P5 & MASK), 11) * P1 & MASK
    value = (value ^ (value >> 33)) * P2 & MASK
    value = (value ^ (value >> 29)) * P3 & MASK
    return value ^ (value >> 32)


def _mix(lane, word):
    return _rotate((lane + word * P2) & MASK, 31) * P1 & MASK


def _rotate(value, bits):
    return ((value << bits) | (value >> (64 - bits))) & MASK


def main():
    parser = argparse.ArgumentParser(description="Reads an audience.")
    parser.add_argument("--audiences", required=True, metavar="TABLE")
    parser.add_argument("--memberships", required=True, metavar="TABLE")
    parser.add_argument("--endpoint-url", help="of another DynamoDB, such as the local stack's")
    parser.add_argument("project")
    parser.add_argument("name")
    parser.add_argument("id", nargs="*")
    given = parser.parse_args()

    dynamodb = boto3.resource("dynamodb", endpoint_url=given.endpoint_url)
    tables = dynamodb.Table(given.audiences), dynamodb.Table(given.memberships)
    snapshot = open_snapshot(*tables, given.project, given.name)
    if given.id:
        for user_id in given.id:
            print("yes" if snapshot.contains(user_id) else "no")
    else:
        for user_id in snapshot.ids():
            sys.stdout.buffer.write(user_id.encode() + b"\n")


if __name__ == "__main__":
    main()
