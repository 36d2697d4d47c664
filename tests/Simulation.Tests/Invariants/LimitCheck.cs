using Simulation.Tests.Clients;
using Simulation.Tests.Hosting;

namespace Simulation.Tests.Invariants;

/// <summary>No window of one silo's limiter ever lets more in than its permits. A call was counted somewhere between its beginning and its end.</summary>
internal static class LimitCheck
{
    public static void Run(History history)
    {
        foreach (var user in history.Users)
        {
            foreach (var one in user.Admissions)
            {
                if (one.Admitted is not true) continue;
                var within = user.Admissions.Count(other =>
                    other.Admitted is true && other.Silo == one.Silo && other.From >= one.From && other.Until < one.From + SiloSettings.MessageWindow);
                history.Require(
                    within <= SiloSettings.MessagePermits, Invariant.BoundedWork, () => $"{user.Name} was admitted {within} times within {SiloSettings.MessageWindow}");
            }
        }
    }
}
