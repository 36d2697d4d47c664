namespace Orleans.Runtime.Calls;

/// <summary>A list of calls, linked through the calls themselves; a call is in one list at most. Guarded by its activation's gate.</summary>
internal struct CallQueue
{
    public Call? First { get; private set; }

    public Call? Last { get; private set; }

    public int Count { get; private set; }

    public void Add(Call call)
    {
        call.Previous = Last;
        call.Next = null;
        if (Last is null)
            First = call;
        else
            Last.Next = call;
        Last = call;
        Count++;
    }

    public void Remove(Call call)
    {
        if (call.Previous is null)
            First = call.Next;
        else
            call.Previous.Next = call.Next;
        if (call.Next is null)
            Last = call.Previous;
        else
            call.Next.Previous = call.Previous;
        call.Previous = call.Next = null;
        Count--;
    }

    /// <summary>Empties it into an array.</summary>
    public Call[] Drain()
    {
        var all = ToArray();
        foreach (var call in all)
            call.Next = call.Previous = null;
        this = default;
        return all;
    }

    public readonly Call[] ToArray()
    {
        if (Count == 0)
            return [];
        var all = new Call[Count];
        var index = 0;
        for (var call = First; call is not null; call = call.Next)
            all[index++] = call;
        return all;
    }
}
