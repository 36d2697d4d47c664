using Grains.Chat;
using Grains.Outcomes;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Defects;

/// <summary>Something between callers and grains that does not leave calls alone.</summary>
internal sealed class FilterDefect(Func<Book, IncomingGrainCallFilterDelegate> make) : Defect
{
    public override IEnumerable<IIncomingGrainCallFilter> Filters(Book book) => [new Filter(make(book))];

    /// <summary>Runs a method twice and keeps the second answer.</summary>
    public static IncomingGrainCallFilterDelegate Twice(string method) => async context =>
    {
        await context.Invoke();
        if (context.InterfaceMethod.Name == method) context.Response = await context.Request.Invoke();
    };

    /// <summary>Swallows a method.</summary>
    public static IncomingGrainCallFilterDelegate Without(string method) => context =>
        context.InterfaceMethod.Name == method ? Task.CompletedTask : context.Invoke();

    /// <summary>Tells strangers that a session is somebody else's, where there is one.</summary>
    public static IncomingGrainCallFilterDelegate Talkative(Book book) => async context =>
    {
        await context.Invoke();
        if (context.Result is Outcome<ChatSessionView> { Refusal.Kind: RefusalKind.NotFound } && book.HeadOf(context.TargetId.Key.ToString()).Seq > 0)
            context.Result = (Outcome<ChatSessionView>)new Refusal(RefusalKind.Forbidden, "chat.not_yours", "This session is somebody else's.");
    };

    private sealed class Filter(IncomingGrainCallFilterDelegate run) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => run(context);
    }
}
