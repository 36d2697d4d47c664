using Grains.Chat;
using Simulation.Tests.Engine;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Clients;

/// <summary>One device of a user: does one thing after the other, by the seed.</summary>
internal sealed class Person(Connection line, History history, UserHistory user, Guid cloneId, Guid cloneOwner, Book book, Chance chance)
{
    private readonly SessionActs sessions = new(line, history, user, book, chance);
    private readonly AccountActs account = new(line, history, user, book, chance);

    public SessionActs Sessions => sessions;

    public bool IsDone { get; private set; }

    public bool Owns(SessionHistory session) => session.Owner == user;

    public async Task LiveAsync(int acts)
    {
        if (chance.Percent(60)) await account.LogInAsync();
        for (var act = 0; act < acts; act++)
        {
            await line.PauseAsync(chance.Percent(60)
                ? chance.Span(TimeSpan.Zero, TimeSpan.FromMilliseconds(800))
                : chance.Span(TimeSpan.Zero, TimeSpan.FromSeconds(40)));
            await ActAsync();
        }

        IsDone = true;
    }

    private Task ActAsync()
    {
        var mine = history.Sessions.Where(session => session.Owner == user).ToArray();
        if (mine.Length == 0 || (mine.Length < 5 && chance.Percent(mine.All(session => session.EndAsked) ? 60 : 10))) return sessions.StartAsync(cloneId);
        var open = mine.Where(session => !session.EndAsked).ToArray();
        var session = open.Length > 0 && chance.Percent(85) ? chance.Of(open) : chance.Of(mine);
        if (!session.StartAcknowledged && chance.Percent(50)) return sessions.RepeatStartAsync(session);
        return chance.Below(100) switch
        {
            < 42 => sessions.SendAsync(session),
            < 48 => sessions.AwaitAsync(session),
            < 54 => sessions.CancelAsync(session),
            < 59 => sessions.ChangeStatusAsync(session, SessionStatus.Paused),
            < 66 => sessions.ChangeStatusAsync(session, SessionStatus.Active),
            < 71 => sessions.EndAsync(session),
            < 73 => sessions.ListAsync(session),
            < 80 => account.TopUpAsync(),
            < 82 => account.LookIntoWalletAsync(),
            < 84 => account.LogInAsync(),
            < 87 => account.LogOutAsync(),
            < 93 => account.AdmitAsync(),
            < 95 => sessions.RateAsync(session),
            < 97 => PryAsync(),
            _ => cloneOwner == user.Id ? account.EditPriceAsync(cloneId) : account.AdmitAsync(),
        };
    }

    private Task PryAsync()
    {
        var others = history.Sessions.Where(session => session.Owner != user).ToArray();
        return others.Length == 0 ? account.LookIntoWalletAsync() : sessions.PryAsync(chance.Of(others));
    }
}
