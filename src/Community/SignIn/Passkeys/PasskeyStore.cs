using System.Text.Json;
using Infohub.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>What the framework's passkey handler asks of a store: look-ups only. Changes are made by use cases, in their transactions.</summary>
internal sealed class PasskeyStore(Database database) : IUserPasskeyStore<PasskeyPerson>
{
    private const string Person = "select p.id, p.uid, p.name, p.email from person p ";

    public Task<PasskeyPerson?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.FirstAsync(Person + "where p.uid = @uid", static r => Read(r), cancellationToken, ("uid", userId)), cancellationToken);

    public Task<PasskeyPerson?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.FirstAsync(
                Person + "join passkey k on k.person_id = p.id where k.credential = @credential",
                static r => Read(r),
                cancellationToken,
                ("credential", credentialId)),
            cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyPerson user, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            sql => sql.ListAsync(
                "select credential, name, created_at, record from passkey where person_id = @person order by created_at",
                static r => Restore(r),
                cancellationToken,
                ("person", user.Id)),
            cancellationToken);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyPerson user, byte[] credentialId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.FirstAsync(
                "select credential, name, created_at, record from passkey where person_id = @person and credential = @credential",
                static r => Restore(r),
                cancellationToken,
                ("person", user.Id),
                ("credential", credentialId)),
            cancellationToken);

    public Task<string> GetUserIdAsync(PasskeyPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Uid);

    public Task<string?> GetUserNameAsync(PasskeyPerson user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyPerson user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task AddOrUpdatePasskeyAsync(PasskeyPerson user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task RemovePasskeyAsync(PasskeyPerson user, byte[] credentialId, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task SetUserNameAsync(PasskeyPerson user, string? userName, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task SetNormalizedUserNameAsync(PasskeyPerson user, string? normalizedName, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task<IdentityResult> CreateAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task<IdentityResult> UpdateAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task<IdentityResult> DeleteAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw LookUpsOnly();

    public Task<PasskeyPerson?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw LookUpsOnly();

    public void Dispose()
    {
        // nothing is held
    }

    /// <summary>The passkey as it is kept.</summary>
    public static string Keep(UserPasskeyInfo passkey) => JsonSerializer.Serialize(new Kept(
        passkey.PublicKey, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp,
        passkey.AttestationObject, passkey.ClientDataJson));

    private static UserPasskeyInfo Restore(Row r)
    {
        var kept = JsonSerializer.Deserialize<Kept>(r.Text(3), JsonSerializerOptions.Strict)!;
        return new UserPasskeyInfo(
            r.Bytes(0), kept.PublicKey, Micros.ToTime(r.Long(2)), kept.SignCount, kept.Transports, kept.IsUserVerified, kept.IsBackupEligible, kept.IsBackedUp,
            kept.AttestationObject, kept.ClientDataJson)
        {
            Name = r.Text(1),
        };
    }

    private static PasskeyPerson Read(Row r) => new(r.Long(0), r.Text(1), r.Text(2), r.Text(3));

    private static NotSupportedException LookUpsOnly() => new("The passkey store looks up only.");

    private sealed record Kept(
        byte[] PublicKey, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson);
}
