using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infohub.Platform.Keys;

/// <summary>
/// The key file: master keys that never enter the database. Each item has a key of its own, wrapped by the newest master key;
/// rotation adds a master key and wraps anew. AES-256-GCM throughout.
/// </summary>
public sealed class KeyRing
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>One for each thread: what is made for a single hash costs as much again, and threads that make one wait for each other.</summary>
    [ThreadStatic]
    private static (byte[] Key, IncrementalHash Hash) keyed;

    private readonly string path;
    private readonly byte[] hashing;
    private readonly Lock gate = new();
    private volatile Held held;

    private KeyRing(string path, Held held, byte[] hashing)
    {
        this.path = path;
        this.held = held;
        this.hashing = hashing;
    }

    /// <summary>The number of the key that wraps now.</summary>
    public int Newest => held.Newest;

    /// <summary>The numbers of the master keys: old ones stay until they are forgotten.</summary>
    public IReadOnlyList<int> Numbers => [.. held.Masters.Keys];

    /// <summary>True from a new master key until everything is wrapped under it.</summary>
    public bool IsWrappingAnew => held.WrappingAnew;

    /// <summary>Opens the key file, or makes one (owner-readable only) where there is none.</summary>
    public static KeyRing Open(string path)
    {
        if (!File.Exists(path))
        {
            var made = new KeyRing(path, new Held(new() { [1] = RandomNumberGenerator.GetBytes(32) }, false, default), RandomNumberGenerator.GetBytes(32));
            made.Save(made.held.Masters, wrappingAnew: false);
            return made;
        }

        var written = File.GetLastWriteTimeUtc(path);
        var (masters, wrappingAnew, hashing) = Read(path);
        return new KeyRing(path, new Held(masters, wrappingAnew, written), hashing);
    }

    /// <summary>Adds a new master key and keeps the old ones until everything is wrapped anew.</summary>
    public int Rotate()
    {
        Save(new(held.Masters) { [Newest + 1] = RandomNumberGenerator.GetBytes(32) }, wrappingAnew: true);
        return Newest;
    }

    /// <summary>Everything is wrapped under the newest: the next rotation makes another.</summary>
    public void EndRotation() => Save(held.Masters, wrappingAnew: false);

    /// <summary>Forgets all master keys but the newest.</summary>
    public void Forget() => Save(new() { [Newest] = held.Masters[Newest] }, wrappingAnew: false);

    /// <summary>A new item's key, and its wrapped form for the database: 4 bytes master number, nonce, tag, ciphertext.</summary>
    public (byte[] Key, byte[] Wrapped) NewKey()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (key, Wrap(key));
    }

    public byte[] Wrap(byte[] key)
    {
        // Another process may have rotated: what is wrapped from then on is wrapped with the new key.
        LookAgain();
        var now = held;
        var head = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(head, now.Newest);
        return [.. head, .. Seal(now.Masters[now.Newest], key, head)];
    }

    public byte[] Unwrap(byte[] wrapped)
    {
        var number = NumberOf(wrapped);
        if (!held.Masters.ContainsKey(number))
        {
            LookAgain();
        }

        return held.Masters.TryGetValue(number, out var master)
            ? Unseal(master, wrapped.AsSpan(4), wrapped.AsSpan(0, 4))
            : throw new CryptographicException($"Master key {number} is not in the key file.");
    }

    /// <summary>The number of the master key under which something was wrapped.</summary>
    public static int NumberOf(ReadOnlySpan<byte> wrapped) => BinaryPrimitives.ReadInt32BigEndian(wrapped);

    /// <summary>Nonce, tag and ciphertext. <paramref name="about"/> binds the text to its place.</summary>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about)
    {
        var result = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), about);
        return result;
    }

    public static byte[] Unseal(byte[] key, ReadOnlySpan<byte> sealed_, ReadOnlySpan<byte> about)
    {
        var plain = new byte[sealed_.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealed_[..NonceSize], sealed_[(NonceSize + TagSize)..], sealed_.Slice(NonceSize, TagSize), plain, about);
        return plain;
    }

    /// <summary>A keyed hash, for look-ups that a stranger with the database must not be able to guess.</summary>
    public byte[] Hash(string purpose, ReadOnlySpan<byte> value)
    {
        // In one piece: two for each value of a bulk look-up would take half of its time.
        var length = Encoding.UTF8.GetByteCount(purpose) + 1 + value.Length;
        var whole = length <= 1024 ? stackalloc byte[length] : new byte[length];
        var head = Encoding.UTF8.GetBytes(purpose, whole);
        whole[head] = 0;
        value.CopyTo(whole[(head + 1)..]);
        if (!ReferenceEquals(keyed.Key, hashing))
        {
            var before = keyed.Hash;
            keyed = (hashing, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, hashing));
            before?.Dispose();
        }

        keyed.Hash.AppendData(whole);
        return keyed.Hash.GetHashAndReset();
    }

    public byte[] Hash(string purpose, string value) => Hash(purpose, Encoding.UTF8.GetBytes(value));

    public long Hash64(string purpose, string value) => BinaryPrimitives.ReadInt64BigEndian(Hash(purpose, value));

    private void LookAgain()
    {
        if (File.GetLastWriteTimeUtc(path) == held.Written)
        {
            return;
        }

        lock (gate)
        {
            var written = File.GetLastWriteTimeUtc(path);
            var (masters, wrappingAnew, kept) = Read(path);
            if (!kept.AsSpan().SequenceEqual(hashing))
            {
                throw new CryptographicException("The key file was replaced by another one. Start again.");
            }

            held = new Held(masters, wrappingAnew, written);
        }
    }

    private static (SortedDictionary<int, byte[]> Masters, bool WrappingAnew, byte[] Hashing) Read(string path)
    {
        var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllText(path), JsonSerializerOptions.Strict)
            ?? throw new InvalidDataException("The key file is empty.");
        return (new(stored.Masters.ToDictionary(m => m.Key, m => Convert.FromBase64String(m.Value))), stored.WrappingAnew, Convert.FromBase64String(stored.Hashing));
    }

    private void Save(SortedDictionary<int, byte[]> masters, bool wrappingAnew)
    {
        var stored = new Stored(masters.ToDictionary(m => m.Key, m => Convert.ToBase64String(m.Value)), Convert.ToBase64String(hashing)) { WrappingAnew = wrappingAnew };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        lock (gate)
        {
            using (var file = new FileStream(next, options))
            {
                JsonSerializer.Serialize(file, stored);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
            held = new Held(masters, wrappingAnew, File.GetLastWriteTimeUtc(path));
        }
    }

    private sealed record Held(SortedDictionary<int, byte[]> Masters, bool WrappingAnew, DateTime Written)
    {
        public int Newest { get; } = Masters.Keys.Max();
    }

    private sealed record Stored(Dictionary<int, string> Masters, string Hashing)
    {
        /// <summary>Not in the files of a ring that never was rotated.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool WrappingAnew { get; init; }
    }
}
